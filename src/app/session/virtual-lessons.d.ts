declare module "virtual:lessons" {
  import type { CatalogueEntry } from "./load.ts";
  export const catalogue: readonly CatalogueEntry[];
}
declare module "virtual:teasers" {
  import type { CatalogueEntry } from "./load.ts";
  export const teasers: { readonly [lesson: string]: CatalogueEntry["title"] };
}
