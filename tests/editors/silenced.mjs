// A record with a finding that nothing mends (RIS431) and one that is mended by a fix (RIS421).
export const SILENCED = [
  "TY  - JOUR",
  "AU  - Doe, Jane",
  "TI  - On damaged exports",
  "T2  - Annals",
  "PY  - 2020",
  "SN  - 1234-5678",
  "DO  - https://doi.org/10.1000/abc",
  "ER  - ",
  "",
].join("\n");
