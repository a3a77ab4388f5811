import { describeAccepted, describeRefused } from "./support/describe.js";
import { acceptedFixtures, refusedFixtures } from "./support/fixtures.js";

describeAccepted(acceptedFixtures(), { text: true });
describeRefused(refusedFixtures());
