import { describeAccepted } from "./support/describe.js";
import { acceptedFixtures, half } from "./support/fixtures.js";

describeAccepted(half(acceptedFixtures(), 1), { text: true });
