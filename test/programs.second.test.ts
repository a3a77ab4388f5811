import { describeAccepted, describeRefused } from "./support/describe.js";
import { acceptedPrograms, refusedPrograms, share } from "./support/fixtures.js";

describeAccepted(share(acceptedPrograms(), 1, 2), { text: false });
describeRefused(refusedPrograms());
