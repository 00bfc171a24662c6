import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  canonicalCapability,
  DANGEROUS_CAPABILITIES,
  DEFAULT_CAPABILITIES,
  ROOT_EQUIVALENT_CAPABILITIES,
} from '../../server/src/resources/capabilities.ts';
import { violationsOf } from '../../server/src/resources/podSecurity/evaluate.ts';
import { Value } from '../../server/src/resources/value.ts';

it('canonicalCapability ignores case and prefix', () => {
  for (const name of ['SYS_ADMIN', 'sys_admin', 'CAP_SYS_ADMIN', 'cap_Sys_Admin']) {
    assert.equal(canonicalCapability(name), 'SYS_ADMIN');
  }
  assert.equal(canonicalCapability('NET_CAP_X'), 'NET_CAP_X');
});

it('baseline allows just the default capabilities, and no dangerous one', () => {
  for (const name of DEFAULT_CAPABILITIES) assert.ok(!isForbidden(name), name);
  for (const name of [...Object.keys(DANGEROUS_CAPABILITIES), ...ROOT_EQUIVALENT_CAPABILITIES, 'NET_RAW']) {
    assert.ok(isForbidden(name), name);
  }
});

function isForbidden(name: string): boolean {
  const container = { name: 'app', securityContext: { capabilities: { add: [name] } } };
  const root = Value.root({ metadata: {}, spec: { containers: [container] } });
  const pod = { metadata: root.at('metadata'), spec: root.at('spec') };
  return violationsOf('capabilities_baseline', pod, 'latest').length > 0;
}
