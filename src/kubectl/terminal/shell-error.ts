export class ShellSyntaxError extends Error {}
