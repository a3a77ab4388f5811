/** The program left what this interpreter knows, or what a well-behaved program does. */
export class Unsuitable extends Error {}
