import { describeAccepted } from "./support/describe.js";
import { acceptedFixtures, share } from "./support/fixtures.js";

describeAccepted(share(acceptedFixtures(), 2, 4), { text: true });
