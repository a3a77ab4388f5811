import { describeAccepted, describeRefused } from "./support/describe.js";
import { acceptedPrograms, refusedPrograms } from "./support/fixtures.js";

describeAccepted(acceptedPrograms(), { text: false });
describeRefused(refusedPrograms());
