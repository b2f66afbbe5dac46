declare module "virtual:lessons" {
  import type { CatalogueEntry } from "./load.ts";
  export const catalogue: readonly CatalogueEntry[];
}
