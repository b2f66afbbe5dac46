// The reader's own lessons outlive a reload: their files and what the map says of them, in the browser's database. It is a bonus, as all
// storage is; where it is blocked the caller is told, and the lesson stays until the page goes.
import type { Folder } from "./read.ts";
import type { Facts } from "./entry.ts";

export interface Kept {
  readonly id: string;
  readonly facts: Facts;
  readonly folder: Folder;
}

const DATABASE = "drydock";
const STORE = "lessons";

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The database refuses.")));
  });

const openDatabase = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }));
  return asked(request);
};

/** Answers null where storage is blocked or full. */
const inStore = async <T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> => {
  let database: IDBDatabase | undefined;
  try {
    database = await openDatabase();
    const transaction = database.transaction(STORE, mode);
    const ended = new Promise<void>((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve());
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("It was not written.")));
    });
    const [result] = await Promise.all([asked(work(transaction.objectStore(STORE))), ended]);
    return result;
  } catch {
    return null;
  } finally {
    database?.close();
  }
};

/** Answers whether it is kept. */
export const keep = async (kept: Kept): Promise<boolean> =>
  (await inStore("readwrite", (store) => store.put(kept))) !== null;

/** null: nothing can be kept here. */
export const allKept = (): Promise<readonly Kept[] | null> =>
  inStore("readonly", (store) => store.getAll() as IDBRequest<Kept[]>);

export const forget = async (id: string): Promise<void> => {
  await inStore("readwrite", (store) => store.delete(id));
};
