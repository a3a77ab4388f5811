import { describeAccepted, describeRefused } from "./support/describe.js";
import { acceptedFixtures, refusedFixtures, share } from "./support/fixtures.js";

describeAccepted(share(acceptedFixtures(), 3, 4), { text: true });
describeRefused(refusedFixtures());
