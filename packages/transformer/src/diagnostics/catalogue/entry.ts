/** `{name}` in a text is filled in from the values of the report. */
export interface CatalogueEntry {
  /** CT1xxx discover, CT2xxx lower, CT3xxx differentiate. Never reused. */
  readonly code: string;
  readonly severity?: "warning";
  readonly message: string;
  readonly remedy: string;
}
