import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cleanHostPath, hostPathDanger, isSocketOrLock } from '../../server/src/resources/hostPaths.ts';

type Danger = ReturnType<typeof hostPathDanger>;

describe('hostPathDanger', () => {
  const always: Readonly<Record<string, Danger>> = {
    '/var/run/docker.sock': 'runtime-socket',
    '/run/containerd/containerd.sock': 'runtime-socket',
    '/var/snap/microk8s/common/run/containerd.sock': 'runtime-socket',
    '/var/run': 'runtime-socket',
    '/run/': 'runtime-socket',
    '\\\\.\\pipe\\docker_engine': 'runtime-socket',
    '/': 'sensitive',
    '//': 'sensitive',
    '/..': 'sensitive',
    '/var': 'sensitive',
    '/var/lib': 'sensitive',
    '/etc/kubernetes/pki': 'sensitive',
    '/etc/ssl': 'sensitive',
    '/srv/../etc': 'sensitive',
    '/./etc/.': 'sensitive',
    '/usr/lib/systemd': 'sensitive',
    '/run/udev': 'sensitive',
    '/var/run/secrets': 'sensitive',
    '/dev': 'sensitive',
    '/dev/sda': 'sensitive',
    '/dev/mem': 'sensitive',
    '/dev/net': 'sensitive',
    '/dev/nullfs': 'sensitive',
    '/dev/log': undefined,
    '/dev/net/tun': undefined,
    '/dev/ttyUSB0': undefined,
    '/dev/dri/renderD128': undefined,
    '/run/xtables.lock': undefined,
    '/etcetera': undefined,
    '/library': undefined,
    '/srv/data': undefined,
    '/var/lib/kubelets': undefined,
    '/opt/docker.sock.d': undefined,
    '/mydocker.sock': undefined,
    'relative/etc': undefined,
    'C:\\data': undefined,
    '': undefined,
  };
  for (const [path, danger] of Object.entries(always)) {
    it(`says ${danger ?? 'nothing'} of ${JSON.stringify(path)}, writable or not`, () => {
      assert.equal(hostPathDanger(path, false), danger);
      assert.equal(hostPathDanger(path, true), danger);
    });
  }

  for (const path of ['/var/log', '/var/log/pods', '/etc/ssl/certs', '/lib/modules', '/etc/localtime']) {
    it(`minds ${path} only when it can be written to`, () => {
      assert.equal(hostPathDanger(path, false), 'sensitive');
      assert.equal(hostPathDanger(path, true), undefined);
    });
  }
});

describe('cleanHostPath', () => {
  it('makes one spelling of all', () => {
    assert.equal(cleanHostPath('/a//b/./../c/'), '/a/c');
    assert.equal(cleanHostPath('/../..'), '/');
    assert.equal(cleanHostPath('/var/run/crio'), '/run/crio');
    assert.equal(cleanHostPath('/var/runner'), '/var/runner');
  });

  it('leaves nothing to clean', () => {
    const part = fc.constantFrom('', '.', '..', 'var', 'run', 'etc', 'a');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const clean = cleanHostPath(`/${parts.join('/')}`);
        assert.match(clean, /^\/$|^(?:\/(?!\.{1,2}(?:\/|$))[^/]+)+$/u);
        assert.equal(cleanHostPath(clean), clean);
      }),
    );
  });
});

it('isSocketOrLock knows files that are not written to', () => {
  for (const path of ['/run//docker.sock', '/var/run/dbus/system_bus_socket', '/dev/log', '/var/run/xtables.lock']) {
    assert.ok(isSocketOrLock(path), path);
  }
  assert.ok(isSocketOrLock('\\\\.\\pipe\\containerd-containerd'));
  for (const path of ['/run', '/srv/docker.sock.d', '/dev/logs', '/srv/socket']) assert.ok(!isSocketOrLock(path), path);
});
