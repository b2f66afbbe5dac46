import { Component, type ComponentType, type ErrorInfo, type ReactNode } from "react";

export interface BrokenProps {
  readonly error: Error;
  /** Draws it anew: what broke it may have passed. */
  readonly onRetry: () => void;
}

export interface ErrorFenceProps {
  /** Drawn instead of what broke. */
  readonly fallback?: ReactNode;
  /** The same, when it wants to be told the error. */
  readonly Fallback?: ComponentType<BrokenProps>;
  readonly onError?: (error: Error, stack: string) => void;
  readonly children: ReactNode;
}

interface ErrorFenceState {
  readonly error: Error | null;
}

/** What breaks inside stays inside: the rest of the page goes on. */
export class ErrorFence extends Component<ErrorFenceProps, ErrorFenceState> {
  override state: ErrorFenceState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorFenceState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  readonly #retry = (): void => this.setState({ error: null });

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.props.onError?.(error, info.componentStack ?? "");
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const { fallback, Fallback } = this.props;
    return Fallback === undefined ? fallback : <Fallback error={error} onRetry={this.#retry} />;
  }
}
