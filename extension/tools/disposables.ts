/** The shape of `vscode.Disposable`, without VS Code. */
export interface Disposable {
  dispose(): void;
}

/**
 * Owns disposables until one lifetime ends: the window's, the connection's, or a page's. Register each on the line that
 * creates it.
 */
export class DisposableStore implements Disposable {
  private readonly owned = new Set<Disposable>();
  private disposed = false;

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Returns its argument. Disposes of it at once if the lifetime has ended. */
  add<Owned extends Disposable>(owned: Owned): Owned {
    if (this.disposed) owned.dispose();
    else this.owned.add(owned);
    return owned;
  }

  /**
   * Disposes of everything, last created first. One that throws does not stop the others.
   * @throws AggregateError with the errors that were thrown.
   */
  dispose(): void {
    this.disposed = true;
    const errors: unknown[] = [];
    for (const owned of [...this.owned].reverse()) {
      try {
        owned.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.owned.clear();
    if (errors.length > 0) throw new AggregateError(errors, 'Disposing failed.');
  }
}
