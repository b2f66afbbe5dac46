// Elements without React: an embed is to be small.

export const make = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] => Object.assign(document.createElement(name), properties);

export const button = (label: string, onClick: () => void, className = ""): HTMLButtonElement => {
  const element = make("button", { type: "button", className, textContent: label });
  element.addEventListener("click", onClick);
  return element;
};
