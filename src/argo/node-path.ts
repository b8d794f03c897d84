/** What a path of the node gives to whoever mounts it. */
export type NodePath = 'socket' | 'root' | 'node' | 'memory' | 'device' | 'other'

/** A socket speaks to who runs the node's containers: reading is writing. */
const socket = /(docker|containerd|crio|podman|dockershim)\.sock$|\/cri-dockerd\.sock$/i
const pipe = /^\\\\\.\\pipe\\/i

/** Exactly these: what lies beneath may be harmless. */
const exact = new Set(
  '/var /run /var/run /etc /home /dev /var/lib /var/log /boot /lib /lib/modules /opt /bin /sbin'.split(' '),
)

/** These and all beneath: whoever writes there becomes root on the node, whoever reads there reads its secrets. */
const trees =
  /^(\/etc\/(kubernetes|cni|ssh|systemd|cron[^/]*|shadow|passwd|sudoers[^/]*|ssl|pki)|\/root|\/proc|\/sys|\/usr|\/opt\/cni|\/var\/lib\/(kubelet|docker|containerd|containers|etcd|rancher|k0s|cni)|\/var\/spool\/cron|\/dev\/(mem|kmsg|sd|nvme|vd|xvd|dm-|mapper)|(\/var)?\/run\/(containerd|crio|docker|podman))/

/** The kinds of paths on a node (catalogue, host-path-volume). `.`, `..` and needless slashes are resolved first. */
export function nodePath(path: string): NodePath {
  if (pipe.test(path)) return 'socket'
  if (/^[a-z]:[\\/]*$/i.test(path)) return 'root'
  const clean = normalize(path)
  if (clean === '/') return 'root'
  if (socket.test(clean)) return 'socket'
  if (exact.has(clean) || trees.test(clean)) return 'node'
  if (clean === '/dev/shm') return 'memory'
  return clean.startsWith('/dev/') ? 'device' : 'other'
}

/** As Go's `path.Clean` does. */
function normalize(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}
