import { describeAccepted, describeRefused } from "./support/describe.js";
import { acceptedFixtures, half, refusedFixtures } from "./support/fixtures.js";

describeAccepted(half(acceptedFixtures(), 0), { text: true });
describeRefused(refusedFixtures());
