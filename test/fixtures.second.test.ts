import { describeAccepted } from "./support/describe.js";
import { acceptedFixtures, share } from "./support/fixtures.js";

describeAccepted(share(acceptedFixtures(), 1, 4), { text: true });
