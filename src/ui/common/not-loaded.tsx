import { useEffect, type ReactNode } from "react";
import { tellNotLoaded } from "./tell-not-loaded.ts";

/** A page whose parts did not come. */
export function NotLoaded(): ReactNode {
  useEffect(tellNotLoaded, []);
  return null;
}
