import { describeAccepted } from "./support/describe.js";
import { acceptedPrograms, share } from "./support/fixtures.js";

describeAccepted(share(acceptedPrograms(), 0, 2), { text: false });
