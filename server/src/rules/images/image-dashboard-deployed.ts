import { defineRule } from '../../engine/rule.ts';
import { imagesOf } from './imagesOf.ts';

export default defineRule({
  id: 'image-dashboard-deployed',
  title: 'Kubernetes Dashboard deployed',
  family: 'images',
  severity: 'medium',
  why: 'The dashboard shows and changes the cluster with whatever rights it was given, often too many, through a web page. Attackers search for open ones: found, it is a console of the cluster that needs no exploit.',
  kinds: 'workload',
  standards: { mitre: ['Discovery: Access Kubernetes dashboard', 'Lateral movement: Access Kubernetes dashboard'] },
  aliases: { kubescape: ['C-0014'], checkov: ['CKV_K8S_33'], kics: ['d2ad057f'] },
  recommended: true,
  fix: null,

  *check(resource) {
    for (const { at, reference } of imagesOf(resource)) {
      if (!DASHBOARD.test(`/${reference.path}`)) continue;
      yield {
        at,
        message:
          'The Kubernetes Dashboard is a web console of the cluster. Do without it, or keep it off the network and give its service account no rights of its own.',
      };
    }
  },
});

/** By the image, not by labels: `k8s-app: kubernetes-dashboard` also stands on its helpers and on look-alikes. */
const DASHBOARD =
  /\/kubernetesui\/dashboard(?:-(?:web|api|auth))?$|\/kubernetes-dashboard(?:-(?:amd64|arm64|arm|head|web|api|auth))?$/;
