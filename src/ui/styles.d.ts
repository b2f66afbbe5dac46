declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module "*.css";
declare module "*.css?raw" {
  const text: string;
  export default text;
}

interface ImportMetaEnv {
  readonly DEV: boolean;
  /** `one`: all of it in one file. */
  readonly MODE: string;
  readonly BASE_URL: string;
  readonly VITE_GALLERY?: string;
}
interface ImportMeta {
  readonly env: ImportMetaEnv;
}
