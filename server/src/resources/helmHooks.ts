import type { Resource } from './resource.ts';

/**
 * The object exists only while `helm test` runs: all of its hooks are test hooks (`test`, and from Helm 2 `test-success`
 * and `test-failure`). One that is installed as well, say by `pre-install,test`, is an object like any other.
 */
export function isHelmTest(resource: Resource): boolean {
  const hooks = resource.root.at('metadata', 'annotations', 'helm.sh/hook').string;
  return hooks !== undefined && hooks.split(',').every((hook) => TEST_HOOKS.has(hook.trim()));
}

const TEST_HOOKS = new Set(['test', 'test-success', 'test-failure']);
