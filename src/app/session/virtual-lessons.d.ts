declare module "virtual:lessons" {
  export const catalogue: readonly import("./load.ts").CatalogueEntry[];
}
