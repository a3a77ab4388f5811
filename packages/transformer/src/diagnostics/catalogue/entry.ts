/** `{name}` in a text is filled in from the values of the report. */
export interface CatalogueEntry {
  /** From CT1000 for discover, CT2000 for lower, CT3000 for differentiate. Never reused. */
  readonly code: string;
  readonly severity?: "warning";
  readonly message: string;
  readonly remedy: string;
}
