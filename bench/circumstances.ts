import type { Environment } from './environment';
import { describeMachine, packageVersion } from './machine';

/** What a result depends on, kept with it. */
export interface Circumstances {
  readonly date: string;
  readonly commit: string | null;
  readonly machine: ReturnType<typeof describeMachine>;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: unknown;
}

/** @param commit asked for before: the sources may move on while something is measured */
export async function describeCircumstances(
  environment: Environment,
  commit: string | null,
): Promise<Circumstances> {
  const { versions, settings } = await environment.describe();
  return {
    date: new Date().toISOString(),
    commit,
    machine: describeMachine(),
    versions: { signalpost: await packageVersion(), node: process.versions.node, ...versions },
    settings,
  };
}
