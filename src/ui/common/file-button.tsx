import { type ChangeEvent, type ReactNode, useRef } from "react";
import { Button } from "./button.tsx";

export interface FileButtonProps {
  readonly label: string;
  /** As the attribute of an input has it: `.yaml,.md`. */
  readonly accept: string;
  /** At least one. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that asks for files. The browser's own field stays out of sight: its words follow the browser's language. */
export function FileButton({ label, accept, onFiles }: FileButtonProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    // The same file can be chosen again.
    event.target.value = "";
    if (files.length > 0) onFiles(files);
  };
  return (
    <>
      <Button onClick={() => field.current?.click()}>{label}</Button>
      <input
        ref={field}
        className="vh"
        type="file"
        multiple
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        onChange={onChange}
      />
    </>
  );
}
