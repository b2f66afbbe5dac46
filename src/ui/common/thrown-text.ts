// What was thrown, and where. Chromium begins the stack with the message; Firefox and Safari leave it out.

interface Thrown {
  readonly message: string;
  readonly stack?: string | undefined;
}

export const thrownText = ({ message, stack = "" }: Thrown): string =>
  stack.includes(message) ? stack : `${message}\n${stack}`;
