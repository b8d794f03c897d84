const require_core = require("./core.js");
require("./edits.js");
require("./seldom.js");
let require_installation$1;
function require_installation() {
	return require_installation$1 ??= require("./installation.js");
}
require("./programs.js");

// src/rules/approval-gate-bypass.ts?page
const rulePart$71 = {
	docs: `
A \`suspend\` with a \`duration\` goes on when the time is over, as if somebody had agreed. An approval that nobody
looked at is then one that was given, and the step behind it deploys. The same comes of a \`when\` that lets others skip
the step, of \`continueOn\`, which goes on when it is refused, and of an exit handler that runs the step anyway.

Write \`suspend: {}\`, which waits until somebody resumes or stops the workflow; let another step watch the time and stop
it. Leave out the default of an answer that is to be given, and let nothing but the approval lead to the step behind it.

What is an approval, a delay or a deployment is told by the names of templates and steps, so a name that says something
else is misread. A wait that is called a delay is no finding. With templates of other manifests in between, nothing is
reported.`,
	guide: ["S17-20"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/walk-through/suspending/", "https://argo-workflows.readthedocs.io/en/latest/intermediate-inputs/"],
	examples: [
		{
			title: "Time to cool down before somebody is asked, and a step whose name only holds the word",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: settle, template: settle}
        - - {name: approve, template: approve}
        - - {name: deploy, template: deploy}
    - name: graph
      dag:
        tasks:
          - {name: settle, template: settle}
          - {name: approve, template: approve, depends: settle}
          - {name: deploy, template: deploy, depends: approve}
    - name: straight
      dag:
        tasks:
          - {name: hold, template: hold}
          - {name: deploy, template: deploy, depends: hold}
    - name: settle
      suspend: {duration: 10m}
    - name: hold
      suspend: {duration: 10m} # ✗ expires
    - name: preview
      suspend: {duration: 10m}
    - name: approve
      suspend: {}
    - name: deploy
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A question of any name with an answer for when nobody gives one, and a default that skips",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: unattended, value: "false"}]}
  templates:
    - name: main
      steps:
        - - {name: which, template: which}
        - - name: approve
            template: approve
            when: "{{workflow.parameters.unattended}} == false" # ✗ skipped
        - - {name: build, template: build}
    - name: which
      suspend: {duration: 1h}
      outputs:
        parameters:
          - name: region
            valueFrom:
              supplied: {}
              default: all # ✗ default-answer
    - name: approve
      suspend: {}
    - name: build
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Approvals that end by themselves",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  onExit: deploy # ✗ exit
  templates:
    - name: main
      inputs: {parameters: [{name: skip}]}
      steps:
        - - name: approve
            template: approve
            when: "{{inputs.parameters.skip}} != true" # ✗ skipped
            continueOn:
              failed: true # ✗ continues
        - - {name: deploy, template: deploy}
    - name: approve
      suspend:
        duration: 30m # ✗ expires
      outputs:
        parameters:
          - name: answer
            valueFrom:
              supplied: {}
              default: "YES" # ✗ default-answer
    - name: manual-check
      suspend: {duration: "3600"} # ✗ expires-alone
    - name: deploy
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A wait without a name in a DAG",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: release-}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - {name: build, template: work}
          - {name: hold, template: hold, dependencies: [build]}
          - {name: check, template: work, depends: hold.Succeeded}
          - {name: deploy-prod, template: work, depends: "check"}
    - name: hold
      suspend: {duration: 1h} # ✗ expires
    - name: work
      container: {image: "alpine:3.20"}`
		},
		{
			title: "An approval that waits, and a delay",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  onExit: notify
  templates:
    - name: main
      steps:
        - - {name: approve, template: approve}
        - - {name: settle, template: delay}
        - - {name: deploy, template: deploy}
    - name: approve
      suspend: {}
      outputs: {parameters: [{name: answer, valueFrom: {supplied: {}}}]}
    - name: delay
      suspend: {duration: "30"}
    - name: deploy
      container: {image: "alpine:3.20"}
    - name: notify
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A wait behind a deployment, and one that a fixed value decides about",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: deploy, template: deploy}
        - - {name: soak, template: soak}
        - - {name: approve, template: approve, when: "{{steps.deploy.status}} == Succeeded"}
        - - {name: report, template: report}
    - {name: soak, suspend: {duration: 5m}}
    - {name: approve, suspend: {}}
    - name: deploy
      container: {image: "alpine:3.20"}
    - name: report
      container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/artifact-key-injection.ts?page
const rulePart$70 = {
	docs: `The workflows of a namespace, often of a cluster, share one storage and its credentials: only keys tell their artifacts apart. Whoever chooses a key reads what another workflow has kept, or puts something in its place that a later step runs.

Begin keys with what only this workflow has, \`{{workflow.namespace}}/{{workflow.uid}}/\`, and pass artifacts from step to step by \`from\`. Object stores do not know \`..\`, so such a beginning confines the rest; HDFS does, so there it does not.

In the settings of the controller and in an \`artifact-repositories\` ConfigMap, \`keyFormat\` must not hold parameters, labels or annotations. The controller's should begin with the namespace; that is not asked of a controller that serves only one. Of a \`url\` of Artifactory, what is behind the host is the key; who chooses the host is told by \`request-forgery\`. A key is reported once, by the least trusted of its tags.`,
	guide: ["S44"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/key-only-artifacts/",
		"https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/",
		"https://argo-workflows.readthedocs.io/en/latest/artifact-repository-ref/"
	],
	examples: [
		{
			title: "A library reads and writes where its caller says",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs:
        parameters: [{name: path}, {name: name}]
        artifacts:
          - name: source
            path: /src
            s3: {key: "{{inputs.parameters.path}}/source.tgz"} # ✗ submitter
          - name: mine
            path: /mine
            gcs: {key: "runs/{{workflow.uid}}/{{inputs.parameters.name}}"} # ✗ confined
          - name: tool
            path: /tool
            artifactory: {url: "https://artifactory.example.org/tools/{{inputs.parameters.name}}"} # ✗ submitter
          - name: other
            path: /other
            artifactory: {url: "https://{{inputs.parameters.name}}/tools/{{inputs.parameters.path}}"}
      archiveLocation:
        hdfs: {path: "/{{workflow.name}}/{{inputs.parameters.name}}"} # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "Data, arguments and containers of an inline template take keys from a caller",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: main
      inputs: {parameters: [{name: path}]}
      dag:
        tasks:
          - name: list
            inline:
              data:
                source: {artifactPaths: {name: files, oss: {key: "{{=inputs.parameters.path}}"}}} # ✗ submitter
                transformation: [{expression: data}]
          - name: read
            template: read
            arguments: {artifacts: [{name: file, azure: {blob: "{{inputs.parameters.path}}"}}]} # ✗ submitter
    - name: read
      inputs: {artifacts: [{name: file, path: /file}]}
      container: {image: alpine:3.20, command: [id]}
      outputs: {artifacts: [{name: kept, path: /kept, plugin: {name: store, key: "{{workflow.labels.team}}"}}]} # ✗ submitter
`
		},
		{
			title: "A workflow takes keys from its arguments and from a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: report-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: path}, {name: day, value: monday}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: report
            template: report
            arguments: {parameters: [{name: path, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      inputs:
        artifacts:
          - {name: a, path: /a, s3: {key: "{{workflow.parameters.path}}/{{workflow.parameters.day}}"}} # ✗ argument
          - {name: b, path: /b, azure: {blob: "all/{{workflow.parameters.day}}"}} # ✗ preset
      script: {image: alpine:3.20, command: [sh], source: cat /a}
    - name: report
      inputs: {parameters: [{name: path}]}
      container: {image: alpine:3.20, command: [id]}
      outputs:
        artifacts:
          - {name: c, path: /c, oss: {key: "{{inputs.parameters.path}}"}} # ✗ output
`
		},
		{
			title: "An event chooses what is read",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: call, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: file, value: none}]}
                templates:
                  - name: main
                    inputs:
                      artifacts:
                        - {name: file, path: /file, s3: {key: "{{workflow.parameters.file}}"}} # ✗ event
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: call, dataKey: body.file}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "Formats of keys with labels, and without the namespace",
			yaml: `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      bucket: artifacts
      keyFormat: "{{workflow.name}}/{{pod.name}}" # ✗ shared-key-format
---
apiVersion: v1
kind: ConfigMap
metadata: {name: artifact-repositories}
data:
  main: |
    s3:
      bucket: artifacts
      keyFormat: "{{workflow.labels.team}}/{{workflow.name}}" # ✗ key-format
`
		},
		{
			title: "Keys that only the workflow itself has",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: name}]}
      container: {image: alpine:3.20, command: [id]}
      outputs:
        artifacts:
          - {name: report, path: /report, s3: {key: "{{workflow.namespace}}/{{workflow.uid}}/report.tgz"}}
          - {name: hash, path: /hash, s3: {key: "{{=sprig.sha256sum(inputs.parameters.name)}}.tgz"}}
          - {name: size, path: /size, s3: {key: "{{workflow.uid}}/{{outputs.result}}.txt"}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      bucket: artifacts
      keyFormat: "{{workflow.namespace}}/{{workflow.name}}/{{pod.name}}"
`
		},
		{
			title: "A controller that serves one namespace",
			yaml: `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      bucket: artifacts
      keyFormat: "{{workflow.name}}/{{pod.name}}"
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--namespaced]
`
		}
	]
};

// src/rules/automounted-service-account-token.ts?page
const rulePart$69 = {
	docs: `
Every container of a workflow pod finds the token of its ServiceAccount in \`/var/run/secrets\`, whether it needs it or
not. A compromised image or an injected command can use it for all that the account may do, and to forge the results
of other workflows, which the executor's own rights allow.

Set \`automountServiceAccountToken: false\` **and** \`executor.serviceAccountName\`: Argo's executor needs the API, so
with the first alone the controller fails every pod. The executor's account needs \`create\` and \`patch\` on
\`workflowtaskresults\`, and a Secret of type \`kubernetes.io/service-account-token\` named
\`<account>.service-account-token\`, which Kubernetes no longer makes by itself.

What is missing is said once for a manifest. Left out are templates that call \`kubectl\`, \`helm\`, \`argo\` or \`oc\`,
those of types \`resource\` and \`data\`, and pods whose ServiceAccount, when it is among the files, withholds the token
itself. \`automountServiceAccountToken: true\` changes nothing: Argo leaves the field out then.
The fix withholds the token where the executor has its account already, where \`fix.executorServiceAccountName\` of the
config chooses one that has no dangerous rights among the files, or where exactly one ServiceAccount of the namespace is
among the files that may do what the executor needs and nothing dangerous, and has a Secret for its token.`,
	guide: ["S27", "S28"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/service-accounts/",
		"https://argo-workflows.readthedocs.io/en/latest/service-account-secrets/",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/"
	],
	examples: [
		{
			title: "A step that compiles needs no token",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ mounted
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`
		},
		{
			title: "An executor with an account of its own, and a step that deploys beside one that does not",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ mounted
  entrypoint: main
  serviceAccountName: build
  executor:
    serviceAccountName: executor
  templates:
    - name: main # compiles
      container: {image: "gcc:14.2", command: [make]}
    - name: deploy
      container: {image: "alpine/k8s:1.31.2", command: [kubectl, apply, -f, /manifests]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ mounted
    entrypoint: main
    serviceAccountName: build
    executor: {serviceAccountName: executor}
    templates:
      - name: main
        container: {image: "gcc:14.2", command: [make]}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  executor:
    serviceAccountName: executor
  templates:
    - name: main # compiles
      automountServiceAccountToken: false
      container: {image: "gcc:14.2", command: [make]}
    - name: deploy
      container: {image: "alpine/k8s:1.31.2", command: [kubectl, apply, -f, /manifests]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    serviceAccountName: build
    automountServiceAccountToken: false
    executor: {serviceAccountName: executor}
    templates:
      - name: main
        container: {image: "gcc:14.2", command: [make]}`
		},
		{
			title: "Half of the remedy, which stops the workflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    serviceAccountName: build
    automountServiceAccountToken: false # ✗ breaks-executor
    templates:
      - name: main
        container: {image: "gcc:14.2", command: [make]}
      - name: good
        executor: {serviceAccountName: executor}
        container: {image: "gcc:14.2", command: [make]}`
		},
		{
			title: "An account for the executor is among the files, and the steps have one with too many rights",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata: {name: argo-executor, namespace: builds}
---
apiVersion: v1
kind: Secret
metadata:
  name: argo-executor.service-account-token
  namespace: builds
  annotations: {kubernetes.io/service-account.name: argo-executor}
type: kubernetes.io/service-account-token
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: argo-executor}, {kind: ServiceAccount, name: build}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: build, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: build}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec: # ✗ mounted
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: half-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false # ✗ breaks-executor
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`,
			fixed: `
apiVersion: v1
kind: ServiceAccount
metadata: {name: argo-executor, namespace: builds}
---
apiVersion: v1
kind: Secret
metadata:
  name: argo-executor.service-account-token
  namespace: builds
  annotations: {kubernetes.io/service-account.name: argo-executor}
type: kubernetes.io/service-account-token
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: argo-executor}, {kind: ServiceAccount, name: build}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: build, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: build}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}
  executor:
    serviceAccountName: argo-executor
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: half-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}
  executor:
    serviceAccountName: argo-executor`
		},
		{
			title: "The whole remedy",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false
  executor:
    serviceAccountName: executor
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`
		},
		{
			title: "Steps that use the API, and an account that withholds its token",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  templates:
    - name: main
      script:
        image: alpine/k8s:1.31.2
        command: [sh]
        source: kubectl apply -f /manifests
    - name: apply
      resource: {action: get, flags: [pods]}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: build
  labels: {app.kubernetes.io/part-of: argo-workflows}
automountServiceAccountToken: false
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`
		}
	]
};

// src/rules/component-pod-unhardened.ts?page
const rulePart$68 = {
	docs: `
The controller may create pods in every namespace that it serves, and the server holds what people send it. Argo ships both with a security context that leaves a break-in little: no root, no further rights, no capabilities, a file system that cannot be written. Manifests that were written anew, or copied without it, have none of that, though the programs need nothing more.

Give each of their containers \`runAsNonRoot: true\`, \`readOnlyRootFilesystem: true\`, \`allowPrivilegeEscalation: false\` and \`capabilities: {drop: [ALL]}\`, and each pod a ServiceAccount of its own. Without one it runs as \`default\`, so that the rights of the controller go to every pod of its namespace that names none.

\`ARGO_PPROF\` serves the memory of the program, with tokens in it, without a login: the controller on port 6060 of all addresses. \`CI_ONLY_DISABLE_ARTIFACT_SERVER_CHECKS\` is for Argo's own tests.

What is missing is one finding for a container. Patches are not asked for what may stand in their base, and a base not for what a patch among the files gives it. Root, privileges, capabilities and the node's namespaces that a manifest asks for are found by the rules for workflow pods, in Argo's own pods as well.

The fix adds what is missing, and takes the two variables away.`,
	guide: ["S2"],
	references: ["https://github.com/argoproj/argo-workflows/blob/main/manifests/base/argo-server/argo-server-deployment.yaml", "https://argo-workflows.readthedocs.io/en/latest/environment-variables/"],
	examples: [
		{
			title: "A server without any security context",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec: # ✗ default-account
      containers:
        - name: argo-server # ✗ unhardened
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          securityContext:
            runAsNonRoot: true
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
`
		},
		{
			title: "A controller that lacks a part, and whose profiler is open",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      serviceAccountName: argo
      securityContext: {runAsNonRoot: true}
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - name: ARGO_PPROF
              value: "true" # ✗ profiling
          securityContext: # ✗ unhardened
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - NET_RAW
`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      serviceAccountName: argo
      securityContext: {runAsNonRoot: true}
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          securityContext:
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
            allowPrivilegeEscalation: false
`
		},
		{
			title: "A switch that is for Argo's own tests",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          env:
            - {name: CI_ONLY_DISABLE_ARTIFACT_SERVER_CHECKS, value: "true"} # ✗ unchecked-artifacts`
		},
		{
			title: "What Argo ships",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      serviceAccountName: argo
      securityContext: {runAsNonRoot: true}
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          command: [workflow-controller]
          env:
            - {name: ARGO_PPROF, value: "false"}
          securityContext:
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}`
		},
		{
			title: "A base whose patch hardens it, and a patch that says nothing of it",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      serviceAccountName: argo-server
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v3.7.18', args: [server]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          securityContext:
            runAsNonRoot: true
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v3.7.18'}`
		}
	]
};

// src/rules/condition-injection.ts?page
const rulePart$67 = {
	docs: `Argo replaces the tags of \`when\` in its text and then parses the result as an expression. A value such as \`x' == 'x' || 'a\` adds operators of its own, so whoever chooses it decides the condition, whatever it compares with, or makes the step fail with a syntax error. Quotes around the tag do not help. Where \`when\` is what keeps a deployment or an approval from being skipped, this defeats it.

Make the whole condition one expression tag: \`"{{= workflow.parameters.env == 'staging' }}"\` compares the value as it is and is available since Argo 3.1. A fix does so with each comparison of a value with a fixed text or number. A condition that is nothing but a tag is not reported: to choose its value is to decide the step, as the author meant it. Nor are states of steps and other values that nobody can choose.`,
	guide: ["S17-20"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/conditionals/",
		"https://argo-workflows.readthedocs.io/en/latest/variables/#expression",
		"https://cwe.mitre.org/data/definitions/94.html"
	],
	examples: [
		{
			title: "A library template guards its steps with its own inputs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ship}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: env}]}
      steps:
        - - name: deploy
            template: run
            when: "'{{inputs.parameters.env}}' == 'staging'" # ✗ delicate-step
          - name: notify
            template: run
            when: "{{inputs.parameters.env}} != test" # ✗ submitter
    - name: run
      container: {image: alpine:3.20, command: [id]}
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ship}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: env}]}
      steps:
        - - name: deploy
            template: run
            when: "{{= inputs.parameters.env == 'staging' }}"
          - name: notify
            template: run
            when: "{{= inputs.parameters.env != 'test' }}"
    - name: run
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A workflow guards its tasks with parameters and outputs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: flip-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: side}, {name: mode, value: fast}]}
  templates:
    - name: main
      dag:
        tasks:
          - {name: flip, template: flip}
          - name: heads
            template: flip
            depends: flip
            when: "{{tasks.flip.outputs.result}} == heads" # ✗ output
          - name: side
            template: flip
            when: "{{workflow.parameters.side}} == heads && {{workflow.parameters.mode}} == fast" # ✗ argument, preset
    - name: flip
      script: {image: alpine:3.20, command: [sh], source: echo heads}
`
		},
		{
			title: "Numbers, texts and truth values are compared",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: batch}
spec:
  templates:
    - name: main
      inputs: {parameters: [{name: max-count}, {name: dry-run}, {name: list}]}
      steps:
        - - name: many
            template: run
            when: '{{inputs.parameters.max-count}} >= 5 && ("{{inputs.parameters.dry-run}}" != "true")' # ✗ submitter, submitter
          - name: never
            template: run
            when: "'{{inputs.parameters.dry-run}}' == true" # ✗ submitter
          - name: each
            template: run
            withParam: "{{inputs.parameters.list}}"
            when: "{{item}} =~ '^v[0-9]' && {{inputs.parameters.dry-run}} == false" # ✗ submitter, submitter
    - name: run
      container: {image: alpine:3.20, command: [id]}
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: batch}
spec:
  templates:
    - name: main
      inputs: {parameters: [{name: max-count}, {name: dry-run}, {name: list}]}
      steps:
        - - name: many
            template: run
            when: "{{= asFloat(inputs.parameters['max-count']) >= 5 }} && ({{= inputs.parameters['dry-run'] != 'true' }})"
          - name: never
            template: run
            when: "'{{inputs.parameters.dry-run}}' == true"
          - name: each
            template: run
            withParam: "{{inputs.parameters.list}}"
            when: "{{= item matches '^v[0-9]' }} && {{= inputs.parameters['dry-run'] == 'false' }}"
    - name: run
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A sensor decides whether a step runs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: test
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: test-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: ref, value: none}]}
                templates:
                  - name: main
                    steps:
                      - - name: test
                          template: test
                          when: "'{{workflow.parameters.ref}}' != none" # ✗ event
                  - name: test
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: push, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "The whole condition is one expression",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ship}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: env}, {name: dry-run}]}
      steps:
        - - name: deploy
            template: run
            when: "{{= inputs.parameters.env == 'staging' && inputs.parameters['dry-run'] != 'true' }}"
          - name: notify
            template: run
            when: "{{inputs.parameters.dry-run}}"
    - name: run
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "Nobody can choose the states of steps and the items of a fixed list",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: each-}
spec:
  entrypoint: main
  onExit: clean
  templates:
    - name: main
      steps:
        - - {name: first, template: run}
        - - name: deploy
            template: run
            withItems: [a, b]
            when: "{{steps.first.status}} == Succeeded && {{item}} != b"
    - name: clean
      steps:
        - - name: delete
            template: run
            when: "{{workflow.status}} == Failed"
    - name: run
      container: {image: alpine:3.20, command: [id]}
`
		}
	]
};

// src/rules/controller-role-too-broad.ts?page
const rulePart$66 = {
	docs: `
The workflow controller starts pods for everybody who may submit a workflow, in every namespace that it serves. Its ServiceAccount is worth as much as its roles allow, to whoever can start a pod in its namespace or exploit a mistake of it. What Argo's own manifests give it is enough: pods, volume claims, disruption budgets and its own kinds of objects; ConfigMaps and ServiceAccounts to read; and Secrets by their names only, or of its own namespace.

Take the rights away that Argo's manifests do not have, and write verbs and resources out in place of \`*\`.

The controller's account is that of its Deployment, or one called \`argo\` or \`…-workflow-controller\`; a role that no file binds counts by Argo's own names for it. Rights that only read other things are passed over. Argo's security guide says that the controller lists Secrets: the manifests of version 3.4 and later do without. The fix takes the verbs or the rule away where the rest of the rule stays as it is; a \`*\` has to be written out by hand.`,
	guide: [
		"S4",
		"S5",
		"S6",
		"S7",
		"H4"
	],
	references: ["https://argo-workflows.readthedocs.io/en/latest/security/#controller-permissions", "https://github.com/argoproj/argo-workflows/blob/main/manifests/cluster-install-no-crds/workflow-controller-rbac/workflow-controller-clusterrole.yaml"],
	examples: [
		{
			title: "A cluster role with more than it needs",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argo-cluster-role}
rules:
  - apiGroups: [""]
    resources: [pods, pods/exec]
    verbs: [create, get, list, watch, update, patch, delete]
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, list, watch] # ✗ secrets
  - apiGroups: [""]
    resources: [configmaps, serviceaccounts]
    verbs: [get, list, create] # ✗ accounts
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [rolebindings]
    verbs: [create] # ✗ roles
  - apiGroups: [""]
    resources: [nodes]
    verbs: [list, patch] # ✗ nodes
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list, patch] # ✗ workloads
  - apiGroups: [argoproj.io]
    resources: ["*"] # ✗ wildcard
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo-binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argo-cluster-role}
subjects: [{kind: ServiceAccount, name: argo, namespace: argo}]`,
			fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argo-cluster-role}
rules:
  - apiGroups: [""]
    resources: [pods, pods/exec]
    verbs: [create, get, list, watch, update, patch, delete]
  - apiGroups: [""]
    resources: [configmaps, serviceaccounts]
    verbs: [get, list, create]
  - apiGroups: [""]
    resources: [nodes]
    verbs: [list]
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list]
  - apiGroups: [argoproj.io]
    resources: ["*"]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo-binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argo-cluster-role}
subjects: [{kind: ServiceAccount, name: argo, namespace: argo}]`
		},
		{
			title: "A role for one namespace, for an account that the Deployment tells",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflows, namespace: ci}
spec:
  template:
    spec:
      serviceAccountName: runner
      containers: [{name: controller, image: "quay.io/argoproj/workflow-controller:v3.7.18"}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: runner, namespace: ci}
rules:
  - {apiGroups: [""], resources: [secrets], verbs: [get, list]} # ✗ secrets
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: runner, namespace: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: runner}
subjects: [{kind: ServiceAccount, name: runner}]`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflows, namespace: ci}
spec:
  template:
    spec:
      serviceAccountName: runner
      containers: [{name: controller, image: "quay.io/argoproj/workflow-controller:v3.7.18"}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: runner, namespace: ci}
rules:
  - {apiGroups: [""], resources: [secrets], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: runner, namespace: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: runner}
subjects: [{kind: ServiceAccount, name: runner}]`
		},
		{
			title: "A role that every cluster has",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin # ✗ built-in
subjects: [{kind: ServiceAccount, name: argo-workflow-controller, namespace: argo}]`
		},
		{
			title: "What Argo's own manifests give it",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argo-cluster-role}
rules:
  - {apiGroups: [""], resources: [pods, pods/exec], verbs: [create, get, list, watch, update, patch, delete]}
  - {apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [argo-workflows-agent-ca-certificates]}
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [get, list, watch, update, patch, delete, create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-role, namespace: argo}
rules:
  - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create, get, update]}
  - {apiGroups: [""], resources: [secrets], verbs: [get]}`
		},
		{
			title: "The same rights for an account that is not the controller",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: backup}
rules:
  - {apiGroups: ["*"], resources: ["*"], verbs: [get, list]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: backup}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: backup}
subjects: [{kind: ServiceAccount, name: velero, namespace: argo}]`
		}
	]
};

// src/rules/dangerous-capabilities.ts?page
new Set("AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(" "));
const rulePart$65 = {
	docs: `
A capability is a part of what root may do. Some of them, \`SYS_ADMIN\` above all, are as good as the whole: whoever
controls what runs in such a container, also through a parameter, an image or a script that it downloads, can leave it.
\`allowPrivilegeEscalation: true\` lets programs in the container become root again by set-user-ID files.

Take the capability out; most programs that ask for one need it for a single feature. Where a step cannot do without,
give its pods a user namespace with \`podSpecPatch: '{"hostUsers": false}'\`, or nodes of its own, and say so in an
ignore comment.

\`drop: [ALL]\` beside it does not help: what is added comes back. A container that is privileged has all of them
anyway, which \`privileged-container\` says. The fix takes the capability away and leaves \`drop\` as it is: what
programs need of the rest is not for a program to guess.`,
	guide: ["S17-20"],
	references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline", "https://man7.org/linux/man-pages/man7/capabilities.7.html"],
	examples: [
		{
			title: "Capabilities of each kind, in any spelling",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: tools:1.4.2
        securityContext:
          capabilities:
            drop: [ALL]
            add:
              - CAP_SYS_ADMIN # ✗ strong
              - net_raw # ✗ extra
              - IPC_LOCK # ✗ greedy
              - CHOWN
              - '{{inputs.parameters.capability}}'`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: tools:1.4.2
        securityContext:
          capabilities:
            drop: [ALL]
            add:
              - CHOWN
              - '{{inputs.parameters.capability}}'`
		},
		{
			title: "A sidecar, an init container, and escalation in a CronWorkflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        script:
          image: alpine:3.20
          command: [sh]
          source: id
          securityContext:
            allowPrivilegeEscalation: true # ✗ escalation
        initContainers:
          - name: routes
            image: alpine:3.20
            securityContext:
              capabilities:
                add: [NET_ADMIN] # ✗ strong
        sidecars:
          - name: debug
            image: alpine:3.20
            securityContext:
              allowPrivilegeEscalation: true # ✗ escalation
              capabilities: {add: [ALL]} # ✗ strong`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        script:
          image: alpine:3.20
          command: [sh]
          source: id
          securityContext:
            allowPrivilegeEscalation: false
        initContainers:
          - name: routes
            image: alpine:3.20
        sidecars:
          - name: debug
            image: alpine:3.20
            securityContext:
              allowPrivilegeEscalation: false
`
		},
		{
			title: "A patch, a user namespace, and the defaults of all templates",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: tools
spec:
  templateDefaults:
    container:
      securityContext:
        capabilities: {add: [SYS_PTRACE]} # ✗ strong
  templates:
    - name: traced
      container: {image: "alpine:3.20"}
    - name: traced-too
      container: {image: "alpine:3.20"}
    - name: patched
      podSpecPatch: |
        containers:
          - name: main
            securityContext:
              capabilities:
                add: [SYS_TIME] # ✗ strong
      container: {image: "alpine:3.20"}
    - name: in-user-namespace
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: alpine:3.20
        securityContext:
          capabilities: {add: [SYS_ADMIN]} # ✗ user-namespace`
		},
		{
			title: "What the baseline allows, and nothing at all",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          allowPrivilegeEscalation: false
          capabilities: {drop: [ALL], add: [NET_BIND_SERVICE, CAP_SETUID]}
    - name: plain
      container: {image: "alpine:3.20", securityContext: {capabilities: {drop: [SYS_ADMIN]}}}`
		},
		{
			title: "A privileged container, which another rule reports, and keys that a pod does not have",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  securityContext:
    capabilities: {add: [SYS_ADMIN]}
    allowPrivilegeEscalation: true
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          privileged: true
          allowPrivilegeEscalation: true
          capabilities: {add: [SYS_ADMIN]}`
		},
		{
			title: "A pod of Windows, which has no capabilities",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  nodeSelector: {kubernetes.io/os: windows}
  templates:
    - name: main
      container:
        image: mcr.microsoft.com/windows/nanoserver:ltsc2022
        securityContext:
          capabilities: {add: [SYS_ADMIN]}`
		}
	]
};

// src/rules/debug-left-enabled.ts?page
const rulePart$64 = {
	docs: `
With \`ARGO_DEBUG_PAUSE_BEFORE\` or \`ARGO_DEBUG_PAUSE_AFTER\`, a container waits for somebody to come in with
\`kubectl exec\`, with all its Secrets, mounts and its token in place. Nobody comes, the pod stays, and so does whatever
waits for it. For the time of the pause Argo also takes the deadline off the pod, and it does so when the variable is
there at all: \`"false"\` does not switch that back.

Remove the variable when the debugging is done.

Init containers are not started by Argo's executor and heed neither variable; a sidecar pauses for \`"true"\` but keeps
the deadline. The fix removes the variable. It is a safe one when another value is written, since the step never paused.`,
	guide: [],
	references: ["https://argo-workflows.readthedocs.io/en/latest/debug-pause/", "https://argo-workflows.readthedocs.io/en/latest/environment-variables/"],
	examples: [
		{
			title: "A container and a sidecar that pause",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        env:
          - {name: LEVEL, value: info}
          # To look at the files.
          - name: ARGO_DEBUG_PAUSE_AFTER # ✗ pause
            value: "true"
      sidecars:
        - name: proxy
          image: alpine:3.20
          env:
            - {name: ARGO_DEBUG_PAUSE_BEFORE, value: "true"} # ✗ pause
            - {name: ARGO_DEBUG_PAUSE_AFTER, value: "false"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        env:
          - {name: LEVEL, value: info}
          # To look at the files.
      sidecars:
        - name: proxy
          image: alpine:3.20
          env:
            - {name: ARGO_DEBUG_PAUSE_AFTER, value: "false"}`
		},
		{
			title: "Values that pause nothing still take the deadline away; the default of all workflows",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        script:
          image: alpine:3.20
          env: [{name: ARGO_DEBUG_PAUSE_AFTER, value: "false"}] # ✗ deadline
          command: [sh]
          source: id
      - name: asked
        container:
          image: alpine:3.20
          env:
            - name: ARGO_DEBUG_PAUSE_BEFORE # ✗ deadline
              value: "{{inputs.parameters.debug}}"
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  mainContainer: |
    env:
      - name: ARGO_DEBUG_PAUSE_BEFORE # ✗ pause
        value: "true"`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        script:
          image: alpine:3.20
          command: [sh]
          source: id
      - name: asked
        container:
          image: alpine:3.20
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {}`
		},
		{
			title: "Other variables",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        env: [{name: DEBUG, value: "true"}, {name: ARGO_TRACE, value: "1"}]`
		},
		{
			title: "An init container, which heeds neither",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      initContainers:
        - name: prepare
          image: alpine:3.20
          env: [{name: ARGO_DEBUG_PAUSE_AFTER, value: "true"}]
      container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/default-service-account.ts?page
const rulePart$63 = {
	docs: `
Pods for which a workflow names no ServiceAccount run as the one called \`default\`, like every other pod of the
namespace that does not care. Argo's executor needs rights to report results, and steps that deploy need more, so
people give them to \`default\`: then every pod of the namespace has them.

Make a ServiceAccount for each kind of workflow, bind to it what its steps need, and name it in
\`serviceAccountName\` at \`spec\` or on the template that needs more.

A missing name is said once for a manifest. A WorkflowTemplate without an entrypoint is a library: its callers name the
account, also those that run it by \`workflowTemplateRef\`. The agent's pod looks at \`spec\` alone. A name given with
\`argo submit --serviceaccount\` cannot be seen but in the \`args\` of a sensor's trigger, so workflows with
\`generateName\` are judged with less confidence. Where roles and bindings among the files give \`default\` dangerous
rights, the finding is worse and shows them.

An account that lacks a right stops the workflow, so its name is not to be guessed. The fix names the one that
\`fix.serviceAccountName\` of the config chooses, unless the files give it dangerous rights; without that key it names one
only where exactly one ServiceAccount of the namespace is among the files that may report results and do nothing dangerous.`,
	guide: ["S22", "S26"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/service-accounts/", "https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/"],
	examples: [
		{
			title: "No account is named",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ pods
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: deploy
      serviceAccountName: deploy
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The name is written out, at spec and on a template",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    serviceAccountName: default # ✗ explicit
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: other
        serviceAccountName: "default" # ✗ explicit
        container: {image: "alpine:3.20"}`
		},
		{
			title: "An account on the template does not reach the agent",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: call
spec: # ✗ agent
  entrypoint: main
  templates:
    - name: main
      serviceAccountName: caller
      http: {url: "https://example.org"}`
		},
		{
			title: "Pods that delete artifacts",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: report
spec:
  entrypoint: main
  serviceAccountName: report
  artifactGC:
    strategy: OnWorkflowDeletion # ✗ artifact-gc
  templates:
    - name: main
      container: {image: "alpine:3.20"}
      outputs:
        artifacts:
          - name: draft
            path: /tmp/draft
            artifactGC: {strategy: OnWorkflowCompletion} # ✗ artifact-gc
          - name: report
            path: /tmp/report
            artifactGC: {strategy: OnWorkflowCompletion, serviceAccountName: cleaner}`
		},
		{
			title: "An account for all, and one for each",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  artifactGC: {strategy: OnWorkflowDeletion, serviceAccountName: cleaner}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      serviceAccountName: build
      container: {image: "alpine:3.20"}
    - name: wait
      suspend: {}`
		},
		{
			title: "One account among the files fits, and `default` may do too much",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata: {name: build-workflow, namespace: builds}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: deployer, namespace: builds}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: build-workflow}, {kind: ServiceAccount, name: deployer}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: edit, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: deployer}, {kind: ServiceAccount, name: default}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec: # ✗ pods
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: default # ✗ explicit
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: v1
kind: ServiceAccount
metadata: {name: build-workflow, namespace: builds}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: deployer, namespace: builds}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: build-workflow}, {kind: ServiceAccount, name: deployer}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: edit, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: deployer}, {kind: ServiceAccount, name: default}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build-workflow
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build-workflow
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A library that a workflow runs without a name, and one that names an account",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: nameless}
spec: # ✗ pods
  workflowTemplateRef: {name: library}
  entrypoint: main
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: named}
spec:
  workflowTemplateRef: {name: library}
  entrypoint: main
  serviceAccountName: builds`
		},
		{
			title: "A sensor that names the account when it submits, and one that does not",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: builds}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: named
        argoWorkflow:
          operation: submit
          args: [--serviceaccount, builds]
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                templates: [{name: main, container: {image: "alpine:3.20"}}]
    - template:
        name: nameless
        argoWorkflow:
          operation: submit
          args: [--priority=5]
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: test-}
              spec: # ✗ pods
                entrypoint: main
                templates: [{name: main, container: {image: "alpine:3.20"}}]
    - template:
        name: default
        argoWorkflow:
          operation: submit
          args: [--serviceaccount, default]
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: lint-}
              spec: # ✗ pods
                entrypoint: main
                templates: [{name: main, container: {image: "alpine:3.20"}}]`
		},
		{
			title: "A library, whose callers name the account, and one that takes it over",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  templates:
    - name: print
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  workflowTemplateRef: {name: builds}`
		}
	]
};

// src/rules/default-service-account-binding.ts?page
const rulePart$62 = {
	docs: `
Every pod that names no ServiceAccount has \`default\`: what it is given, all of them have, and so has every workflow without \`serviceAccountName\`. A group such as \`system:serviceaccounts\` has even the accounts of all other namespaces, and \`system:authenticated\` everybody with a login. Argo's own introduction binds \`admin\` to \`default\` to begin with, and many never change it.

Make a ServiceAccount for the workflows that need the rights, bind the role to that one, and name it in \`serviceAccountName\`.

Bindings of other applications are left alone: one counts when its role is about Argo's objects, when its names say so, or when workflows among the files may run in the namespace. Roles of Kubernetes itself, whose names begin with \`system:\`, are left alone too. The severity is that of the worst right. There is no fix: the subject and all workflows that use it have to change together.`,
	guide: [
		"S22",
		"S25",
		"S26",
		"H4"
	],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/",
		"https://argo-workflows.readthedocs.io/en/latest/service-accounts/",
		"https://kubernetes.io/docs/concepts/security/rbac-good-practices/"
	],
	examples: [
		{
			title: "What Argo's introduction does to begin with, and worse",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: default-admin, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects:
  - kind: ServiceAccount
    name: default # ✗ default
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo-admin}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
  - kind: Group
    name: system:serviceaccounts:builds # ✗ group
  - kind: User
    name: system:serviceaccount:builds:default # ✗ default`
		},
		{
			title: "Everybody may start workflows, and those who do not log in may see them",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: submit}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: submit}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: submit}
subjects:
  - {kind: Group, name: "system:authenticated"} # ✗ group
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: see}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: see}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: see}
subjects:
  - {kind: Group, name: "system:unauthenticated"} # ✗ anonymous
  - {kind: User, name: "system:anonymous"} # ✗ anonymous`
		},
		{
			title: "What only the executor needs, and a role that is not among the files",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor-default}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects:
  - {kind: ServiceAccount, name: default} # ✗ executor
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: workflow-default}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: pod-manager}
subjects:
  - {kind: ServiceAccount, name: default} # ✗ unknown`
		},
		{
			title: "An account of its own, and a group of people",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: build-executor, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects:
  - {kind: ServiceAccount, name: build-workflow, namespace: argo}
  - {kind: Group, name: "oidc:builders", apiGroup: rbac.authorization.k8s.io}`
		},
		{
			title: "Another application, in a namespace without workflows, and a role of Kubernetes itself",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: shop, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: default, namespace: shop}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: pull-workflow-images, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:image-puller"}
subjects: [{kind: Group, name: "system:serviceaccounts:shop", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-, namespace: builds}
spec:
  serviceAccountName: ci
  entrypoint: main
  templates: [{name: main, container: {image: "alpine:3.20"}}]`
		}
	]
};

// src/rules/duplicate-key.ts?page
const rulePart$61 = {
	docs: `
Where a mapping holds a key twice, the cluster keeps the last value and drops all that the first one said, also a whole
\`securityContext\`. Other tools keep the first one or refuse the file: a review and a run may then see two different
workflows.

Merge the two, or delete the one that is not meant. Helm templates are left out, since only one branch of theirs may
be printed; so are merge keys (\`<<\`), which may be repeated.`,
	guide: [],
	references: ["https://yaml.org/spec/1.2.2/#nodes", "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
	examples: [
		{
			title: "A context that is dropped as a whole",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
  templates:
    - name: main
      container:
        image: alpine:3.20
        "image": alpine:3.21 # ✗
  securityContext: # ✗
    fsGroup: 2000`
		},
		{
			title: "Settings of the controller, and a workflow inside a sensor",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
data:
  config: |
    workflowDefaults:
      spec: {serviceAccountName: a}
    workflowDefaults: # ✗
      spec: {ttlStrategy: {secondsAfterSuccess: 60}}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata:
  name: push
spec:
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec: {entrypoint: a, entrypoint: b} # ✗`
		},
		{
			title: "The same name in different mappings, and merges",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      container: &base
        image: alpine:3.20
    - name: other
      container:
        <<: *base
        <<: {command: [id]}
        image: alpine:3.21`
		},
		{
			title: "Branches of a Helm template",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  {{- if .Values.fast }}
  entrypoint: fast
  {{- else }}
  entrypoint: slow
  {{- end }}
  templates: []`
		}
	]
};

// src/rules/dynamic-template-reference.ts?page
const rulePart$60 = {
	docs: `A step may name its template by a parameter. Whoever fills that in runs templates that nobody meant to be run from there: a helper of another WorkflowTemplate that trusts its callers, one with a stronger ServiceAccount, one that skips the check or the approval before a deployment.

Name the template. Where there are some to choose from, write a step for each with a \`when\`, or let an expression choose: \`{{= inputs.parameters.fast == 'true' ? 'build-fast' : 'build-full' }}\`.

\`template\`, \`onExit\` and \`entrypoint\` only reach templates of the same object. Whoever submits it may enter any of them anyway by another \`entrypoint\`, so there it weighs one step less. A list that is written in the file, as in \`withItems\`, is no choice of others. Tags in \`workflowTemplateRef\` are not reported: Argo reads that before it replaces any.`,
	guide: ["S16", "S17-20"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-templates/", "https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/"],
	examples: [
		{
			title: "A library runs what its caller names",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  entrypoint: main
  arguments: {parameters: [{name: end, value: report}]}
  onExit: "{{workflow.parameters.end}}" # ✗ submitter
  templates:
    - name: main
      inputs: {parameters: [{name: library}, {name: template}]}
      steps:
        - - name: run
            templateRef:
              name: "{{inputs.parameters.library}}" # ✗ submitter
              template: "lib-{{inputs.parameters.template}}" # ✗ submitter
            hooks:
              exit: {template: "{{inputs.parameters.template}}"} # ✗ submitter
          - name: own
            template: "{{inputs.parameters.template}}" # ✗ submitter
    - name: report
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A workflow runs what its arguments and a step name",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: library}, {name: template, value: main}]}
  templates:
    - name: main
      dag:
        tasks:
          - {name: pick, template: pick}
          - name: run
            depends: pick
            templateRef: {name: "{{workflow.parameters.library}}", template: main} # ✗ argument
          - name: second
            depends: pick
            templateRef: {name: lib, template: "{{workflow.parameters.template}}"} # ✗ preset
          - name: third
            depends: pick
            template: "{{tasks.pick.outputs.result}}" # ✗ output
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo pick}
`
		},
		{
			title: "An event chooses where the workflow begins and what a step runs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: call, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: "{{workflow.parameters.what}}" # ✗ event
                arguments: {parameters: [{name: what, value: main}]}
                templates:
                  - name: main
                    steps:
                      - - name: run
                          templateRef: {name: "{{workflow.parameters.what}}", template: main} # ✗ event
          parameters:
            - src: {dependencyName: call, dataKey: body.what}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "An expression and a written list choose between fixed templates",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: fast}]}
      steps:
        - - name: build
            template: "{{= inputs.parameters.fast == 'true' ? 'build-fast' : 'build-full' }}"
          - name: each
            template: "build-{{item}}"
            withItems: [fast, full]
          - name: other
            templateRef: {name: lib, template: main}
            arguments: {parameters: [{name: template, value: "{{inputs.parameters.fast}}"}]}
    - name: build-fast
      container: {image: alpine:3.20, command: [id]}
    - name: build-full
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A reference of the workflow itself is read before tags are replaced",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  workflowTemplateRef: {name: "{{workflow.parameters.library}}"}
  arguments: {parameters: [{name: library}]}
`
		}
	]
};

// src/rules/event-selector-too-broad.ts?page
const rulePart$59 = {
	docs: `A WorkflowEventBinding starts a workflow for each event of its namespace that its \`selector\` holds for. One that always holds runs the workflow for events of other senders too, with a payload that nobody expects. The \`discriminator\` is the last part of the URL and \`metadata\` are headers of the request: the caller writes both, and what GitHub and others sign is the body alone. Whoever may send one event can send it under any path.

Compare what belongs to the one event that is meant: \`payload.repository.full_name\`, \`payload.action\`, a branch. Callers need a token or a secret of a webhook, which manifests do not show, so a selector that only looks at the path and headers is low.

A field that the payload lacks is \`nil\`, so \`payload.message != ""\` holds for events without a message too.

Headers are lists of texts under names in lower case, and only those that begin with \`x-\` are there: \`metadata["x-github-event"] == ["push"]\` can hold, \`metadata["X-GitHub-Event"] == "push"\` never does. That is no danger, but surely a mistake.

A sensor of Argo Events takes the events of an EventSource. Where that is among the files and is a webhook without \`authSecret\`, the only thing that tells one request from another is a filter. Sources that check a signature, such as \`github\`, are not reported.`,
	guide: ["S41"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/events/",
		"https://argo-workflows.readthedocs.io/en/latest/webhooks/",
		"https://argoproj.github.io/argo-events/sensors/filters/intro/"
	],
	examples: [
		{
			title: "Selectors that hold for every event",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-any}
spec:
  event:
    selector: "true" # ✗ any-event
  submit: {workflowTemplateRef: {name: build}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-some}
spec:
  event:
    selector: payload != nil && (1 == 1 || payload.action == "opened") # ✗ any-event
  submit: {workflowTemplateRef: {name: build}}
`
		},
		{
			title: "A look at the path and the headers only, and headers as they never are",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-push}
spec:
  event:
    selector: discriminator == "github" && metadata["x-github-event"] == ["push"] # ✗ envelope
  submit: {workflowTemplateRef: {name: build}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-release}
spec:
  event:
    selector: |
      payload.action == "released" &&
      metadata["x-github-event"] == "release" && # ✗ header-mistake
      metadata["X-Gitlab-Event"] != nil && # ✗ header-mistake
      metadata["authorization"] != nil # ✗ header-mistake
  submit: {workflowTemplateRef: {name: build}}
`
		},
		{
			title: "A sensor takes whatever is sent to an open webhook",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: webhook}
spec:
  webhook:
    build: {port: "12000", endpoint: /build, method: POST}
    deploy:
      port: "12000"
      endpoint: /deploy
      method: POST
      authSecret: {name: deploy-token, key: token}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies:
    - name: build # ✗ unfiltered-webhook
      eventSourceName: webhook
      eventName: build
    - name: deploy
      eventSourceName: webhook
      eventName: deploy
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec: {workflowTemplateRef: {name: run}}
`
		},
		{
			title: "Fields that must not be empty, which those that are missing are not",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-message}
spec:
  event:
    selector: payload.message != "" # ✗ presence
  submit: {workflowTemplateRef: {name: greet}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-push}
spec:
  event:
    selector: payload.repo.name != "" && payload["branch"] != '' && discriminator == "git" # ✗ presence
  submit: {workflowTemplateRef: {name: build}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-main}
spec:
  event:
    selector: payload.repo != "" && payload.ref == "refs/heads/main"
  submit: {workflowTemplateRef: {name: build}}`
		},
		{
			title: "The payload is compared",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-pull-request}
spec:
  event:
    selector: |
      discriminator == "github" && metadata["x-github-event"] == ["pull_request"] &&
      payload.repository.full_name == "acme/app" && payload.action in ["opened", "synchronize"]
  submit: {workflowTemplateRef: {name: build}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-tag}
spec:
  event:
    selector: "'push' in metadata['x-github-event'] and not (payload.deleted or payload.ref == 'true')"
  submit: {workflowTemplateRef: {name: build}}
`
		},
		{
			title: "The dependency has a filter, and another source checks who sends",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: hooks}
spec:
  webhook:
    build: {port: "12000", endpoint: /build, method: POST}
  github:
    push: {events: [push], webhookSecret: {name: github, key: secret}}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies:
    - name: build
      eventSourceName: hooks
      eventName: build
      filters:
        data: [{path: body.repository, type: string, value: [acme/app]}]
    - {name: push, eventSourceName: hooks, eventName: push}
    - {name: elsewhere, eventSourceName: unknown, eventName: build}
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec: {workflowTemplateRef: {name: run}}
`
		}
	]
};

// src/rules/executor-plugin-trust.ts?page
const rulePart$58 = {
	docs: `
An executor plugin is a container that runs beside the agent in each workflow that may use it. With \`--executor-plugins\` the controller takes plugins from ConfigMaps in its own namespace and in those of workflows: whoever may create a ConfigMap in one of them adds a container to the pods of others. With \`--workflow-level-executor-plugins\` (4.1 and later) a workflow brings its own, past all that was reviewed. Leave both away where no plugin is used; use the second only where \`workflowRestrictions\` keep authors to templates.

A plugin needs the token of its ServiceAccount only when it talks to the Kubernetes API. With \`sidecar.automountServiceAccountToken: true\` it acts as the ServiceAccount \`<name>-executor-plugin\` of the workflow's namespace: give that the least rights that do.

The container should say \`runAsNonRoot: true\`, \`readOnlyRootFilesystem: true\`, \`allowPrivilegeEscalation: false\` and \`capabilities: {drop: [ALL]}\`, as Argo's documentation asks. Plugins that run as root or privileged, and their images, are found by the rules for workflow pods.`,
	guide: ["S2"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/executor_plugins/", "https://argo-workflows.readthedocs.io/en/latest/plugins/"],
	examples: [
		{
			title: "A controller that takes plugins from everywhere",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          args:
            - --workflow-level-executor-plugins # ✗ workflow-level
          env:
            - name: ARGO_EXECUTOR_PLUGINS
              value: "true" # ✗ enabled`
		},
		{
			title: "A plugin with a token, as it is written and as it is built",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ExecutorPlugin
metadata: {name: hello}
spec:
  sidecar:
    automountServiceAccountToken: true # ✗ token
    container:
      name: hello # ✗ unhardened
      image: python:3.13-alpine
      ports: [{containerPort: 4355}]
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: hello-executor-plugin
  labels: {workflows.argoproj.io/configmap-type: ExecutorPlugin}
data:
  sidecar.automountServiceAccountToken: "true" # ✗ token
  sidecar.container: |
    name: hello
    image: python:3.13-alpine
    securityContext: # ✗ unhardened
      runAsNonRoot: true
      runAsUser: 65534`
		},
		{
			title: "Plugins of workflows, where workflows come from templates only",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          args: [--workflow-level-executor-plugins, --executor-plugins=false]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict`
		},
		{
			title: "A plugin that is confined",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ExecutorPlugin
metadata: {name: hello}
spec:
  sidecar:
    automountServiceAccountToken: false
    container:
      name: hello
      image: python:3.13-alpine
      securityContext:
        runAsNonRoot: true
        runAsUser: 65534
        readOnlyRootFilesystem: true
        allowPrivilegeEscalation: false
        capabilities: {drop: [ALL]}`
		}
	]
};

// src/rules/expression-injection.ts?page
const rulePart$57 = {
	docs: `Some fields are expressions: \`expression\` of retries, hooks and \`valueFrom\`, \`fromExpression\`, \`successCondition\` of HTTP templates, \`depends\`, \`when\` of metrics and of a CronWorkflow. Argo replaces their tags first and parses the result. A value such as \`x' == 'x' || 'a\` adds operators of its own, so whoever chooses it decides what the field decides, and may call functions in the controller.

Write \`{{=toJson(inputs.parameters.mode)}}\` without quotes around it: its result is a string of the expression, with quotes and escapes. A fix does that where a tag is all of a string. Naming the variable in the expression, \`inputs.parameters.mode\`, is only possible where the field knows it: hooks know the parameters of the workflow, \`retryStrategy\` knows nothing but \`retries\` and \`lastRetry\` (\`buildRetryStrategyLocalScope\` in workflow/controller/operator.go).

\`{{= '{{inputs.parameters.mode}}' == 'a' }}\` is no way out and no danger: an expression ends at the first \`}}\`, so this one is never evaluated. In \`depends\` a value weighs less, in metrics it is low. Argo fills in a template more than once, so a value that holds tags itself may have them replaced (issue 7828); of that there is one note per object. An \`expression\` of a plugin counts as one, with low confidence. Values that nobody can change are not reported.`,
	guide: ["S17-20"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/variables/#expression",
		"https://argo-workflows.readthedocs.io/en/latest/retries/#conditional-retries",
		"https://github.com/argoproj/argo-workflows/issues/7828",
		"https://cwe.mitre.org/data/definitions/95.html"
	],
	examples: [
		{
			title: "A library decides by text of its callers",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: main
  arguments: {parameters: [{name: notify}]}
  hooks:
    exit: {template: end, expression: "'{{workflow.parameters.notify}}' == 'yes'"} # ✗ submitter
  templates:
    - name: main
      inputs: {parameters: [{name: mode}, {name: after}]}
      dag:
        tasks:
          - {name: first, template: build}
          - {name: then, template: build, depends: "first.{{inputs.parameters.after}}"} # ✗ submitter
    - name: build
      inputs: {parameters: [{name: build-mode}, {name: retry}]}
      retryStrategy:
        limit: 2
        expression: '"{{inputs.parameters.build-mode}}" != "strict" && lastRetry.exitCode == 2' # ✗ preset
      container: {image: alpine:3.20, command: [make]}
    - name: any
      inputs: {parameters: [{name: retry}]}
      retryStrategy: {limit: 2, expression: "{{inputs.parameters.retry}}"} # ✗ second-pass, submitter
      container: {image: alpine:3.20, command: [make]}
    - name: end
      container: {image: alpine:3.20, command: [make]}
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: main
  arguments: {parameters: [{name: notify}]}
  hooks:
    exit: {template: end, expression: "{{=toJson(workflow.parameters.notify)}} == 'yes'"}
  templates:
    - name: main
      inputs: {parameters: [{name: mode}, {name: after}]}
      dag:
        tasks:
          - {name: first, template: build}
          - {name: then, template: build, depends: "first.{{inputs.parameters.after}}"}
    - name: build
      inputs: {parameters: [{name: build-mode}, {name: retry}]}
      retryStrategy:
        limit: 2
        expression: '{{=toJson(inputs.parameters[''build-mode''])}} != "strict" && lastRetry.exitCode == 2'
      container: {image: alpine:3.20, command: [make]}
    - name: any
      inputs: {parameters: [{name: retry}]}
      retryStrategy: {limit: 2, expression: "{{inputs.parameters.retry}}"}
      container: {image: alpine:3.20, command: [make]}
    - name: end
      container: {image: alpine:3.20, command: [make]}
`
		},
		{
			title: "A workflow decides by its arguments and the output of a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: pick-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: side}, {name: mode, value: fast}]}
  templates:
    - name: main
      steps:
        - - {name: flip, template: flip}
        - - name: call
            template: call
            arguments: {parameters: [{name: word, value: "{{steps.flip.outputs.result}}"}]}
      outputs:
        parameters:
          - name: result
            valueFrom:
              expression: "'{{workflow.parameters.side}}' == 'left' ? 'l' : 'r'" # ✗ argument
    - name: flip
      retryStrategy: {limit: 1, expression: "'{{workflow.parameters.mode}}' == 'fast'"} # ✗ preset
      metrics:
        prometheus:
          - {name: flips, help: Flips, when: "{{outputs.result}} == heads", counter: {value: "1"}} # ✗ output
      script: {image: alpine:3.20, command: [sh], source: echo heads}
    - name: call
      inputs: {parameters: [{name: word}]}
      http:
        url: https://example.com
        successCondition: "response.body contains '{{inputs.parameters.word}}'" # ✗ output
`
		},
		{
			title: "A sensor decides whether a step is tried again",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: webhook, eventName: push}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: mode, value: a}]}
                templates:
                  - name: main
                    retryStrategy:
                      limit: 2
                      expression: "'{{workflow.parameters.mode}}' == 'a'" # ✗ event, second-pass
                    container: {image: alpine:3.20, command: [make]}
          parameters:
            - src: {dependencyName: push, dataKey: body.mode}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "A tag inside of an expression, and a function that looks up names",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: call-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: host}]}
  templates:
    - name: main
      inputs: {parameters: [{name: mode, value: a}]}
      container:
        image: alpine:3.20
        command: [curl]
        args:
          - "{{= '{{inputs.parameters.mode}}' == 'a' }}" # ✗ nested
          - "{{= sprig.getHostByName(workflow.parameters.host) }}" # ✗ risky-function
          - "{{= sprig.repeat(3, 'ab') }}"
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: call-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: host}]}
  templates:
    - name: main
      inputs: {parameters: [{name: mode, value: a}]}
      container:
        image: alpine:3.20
        command: [curl]
        args:
          - "{{= inputs.parameters.mode == 'a' }}"
          - "{{= sprig.getHostByName(workflow.parameters.host) }}"
          - "{{= sprig.repeat(3, 'ab') }}"
`
		},
		{
			title: "Variables of the expression, strings in JSON, and a controller without expressions",
			yaml: `apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env: [{name: EXPRESSION_TEMPLATES, value: "false"}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: build
  hooks:
    exit: {template: build, expression: "workflow.parameters.notify == 'yes'"}
  templates:
    - name: build
      inputs: {parameters: [{name: mode}]}
      retryStrategy:
        limit: 2
        expression: "{{=toJson(inputs.parameters.mode)}} != 'strict' && asInt(lastRetry.exitCode) > 1"
      container: {image: alpine:3.20, command: [make], args: ["{{inputs.parameters.mode}}"]}
`
		},
		{
			title: "Data, artifacts, labels and plugins that a caller decides about",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: pick}
spec:
  arguments: {parameters: [{name: team}]}
  workflowMetadata:
    labelsFrom: {team: {expression: "'{{workflow.parameters.team}}'"}} # ✗ submitter
  templates:
    - name: list
      inputs: {parameters: [{name: ending}]}
      data:
        source: {artifactPaths: {name: files, s3: {bucket: files}}}
        transformation:
          - expression: "filter(data, {# endsWith '{{inputs.parameters.ending}}'})" # ✗ second-pass, submitter
    - name: choose
      inputs: {parameters: [{name: side}]}
      steps:
        - - {name: a, template: make}
      outputs:
        artifacts:
          - {name: one, fromExpression: "'{{inputs.parameters.side}}' == 'a' ? steps.a.outputs.artifacts.a : nil"} # ✗ submitter
        parameters:
          - {name: two, valueFrom: {expression: "steps.a.outputs.result ?? '{{inputs.parameters.side}}'"}} # ✗ submitter
    - name: plugged
      inputs: {parameters: [{name: side}]}
      plugin: {python: {expression: "go('{{inputs.parameters.side}}')"}} # ✗ submitter
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: pick}
spec:
  arguments: {parameters: [{name: team}]}
  workflowMetadata:
    labelsFrom: {team: {expression: "{{=toJson(workflow.parameters.team)}}"}}
  templates:
    - name: list
      inputs: {parameters: [{name: ending}]}
      data:
        source: {artifactPaths: {name: files, s3: {bucket: files}}}
        transformation:
          - expression: "filter(data, {# endsWith {{=toJson(inputs.parameters.ending)}}})"
    - name: choose
      inputs: {parameters: [{name: side}]}
      steps:
        - - {name: a, template: make}
      outputs:
        artifacts:
          - {name: one, fromExpression: "{{=toJson(inputs.parameters.side)}} == 'a' ? steps.a.outputs.artifacts.a : nil"}
        parameters:
          - {name: two, valueFrom: {expression: "steps.a.outputs.result ?? {{=toJson(inputs.parameters.side)}}"}}
    - name: plugged
      inputs: {parameters: [{name: side}]}
      plugin: {python: {expression: "go('{{inputs.parameters.side}}')"}}
`
		},
		{
			title: "Nobody can choose the status of a step or what the only caller says",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  when: "{{= cronworkflow.lastScheduledTime == nil }}"
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        dag:
          tasks:
            - name: build
              template: build
              arguments: {parameters: [{name: mode, value: strict}]}
      - name: build
        inputs: {parameters: [{name: mode}]}
        retryStrategy: {limit: 2, expression: "'{{inputs.parameters.mode}}' != 'strict'"}
        metrics:
          prometheus:
            - {name: builds, help: Builds, when: "{{status}} == Failed", counter: {value: "1"}}
        container: {image: alpine:3.20, command: [make]}
`
		}
	]
};

// src/rules/git-submodule-credentials.ts?page
const rulePart$56 = {
	docs: `
After a \`git\` artifact is fetched, Argo updates its submodules with the same credentials. Where these are is written
in the file \`.gitmodules\` of the revision: whoever chooses the revision can name a server of theirs, and is sent the
password or gets other repositories that the credentials open.

Say \`disableSubmodules: true\`, unless the repository has submodules that the workflow needs. For those, use
credentials that open these repositories and nothing else.

The fix sets \`disableSubmodules: true\`.`,
	guide: ["S17-20"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/fields/#gitartifact", "https://git-scm.com/docs/gitmodules"],
	examples: [
		{
			title: "A library that fetches any revision, and the head of a pull request",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: ref}]
        artifacts:
          - name: source
            path: /src
            git: # ✗ chosen
              repo: https://github.com/acme/app.git
              revision: "{{inputs.parameters.ref}}"
              passwordSecret: {name: gh, key: pat}
          - name: change
            path: /change
            git: # ✗ pull-request
              repo: git@github.com:acme/app.git
              revision: refs/pull/12/head
              sshPrivateKeySecret: {name: gh, key: ssh}
              disableSubmodules: false
      container: {image: "golang:1.23.1", command: [make]}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: ref}]
        artifacts:
          - name: source
            path: /src
            git:
              repo: https://github.com/acme/app.git
              revision: "{{inputs.parameters.ref}}"
              disableSubmodules: true
              passwordSecret: {name: gh, key: pat}
          - name: change
            path: /change
            git:
              repo: git@github.com:acme/app.git
              revision: refs/pull/12/head
              sshPrivateKeySecret: {name: gh, key: ssh}
              disableSubmodules: true
      container: {image: "golang:1.23.1", command: [make]}`
		},
		{
			title: "A revision of the author",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: "https://github.com/acme/app.git", passwordSecret: {name: gh, key: pat}}} # ✗ trusted
      container: {image: "golang:1.23.1", command: [make]}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: "https://github.com/acme/app.git", disableSubmodules: true, passwordSecret: {name: gh, key: pat}}}
      container: {image: "golang:1.23.1", command: [make]}`
		},
		{
			title: "Without submodules",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: ref}]
        artifacts:
          - name: source
            path: /src
            git:
              repo: https://github.com/acme/app.git
              revision: "{{inputs.parameters.ref}}"
              passwordSecret: {name: gh, key: pat}
              disableSubmodules: yes
      container: {image: "golang:1.23.1", command: [make]}`
		},
		{
			title: "Without credentials",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: ref}]
        artifacts:
          - {name: source, path: /src, git: {repo: "https://github.com/acme/app.git", revision: "{{inputs.parameters.ref}}", passwordSecret: null}}
      container: {image: "golang:1.23.1", command: [make]}`
		}
	]
};

// src/rules/hardcoded-secret.ts?page
const rulePart$55 = {
	docs: `
Whoever may read the repository, the Workflow, its archive or the UI can read a credential that is written in it, and
so can every copy and every backup. It stays in the history of the repository after it is deleted, so the credential
has to be replaced first of all.

Then put the new one into a Secret and take it from there: \`env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name:
db, key: password}}}]\`, a Secret that is mounted as a volume, \`headers[].valueFrom.secretKeyRef\`, or the fields such as
\`accessKeySecret: {name: …, key: …}\` of an artifact. Secrets themselves belong into the repository only encrypted, by
SOPS or as SealedSecrets, or not at all with External Secrets.

Placeholders such as \`changeme\`, references such as \`$(NAME)\` or \`{{…}}\`, paths, and names of Secrets are no
findings. Of what is found, Lynceus shows four characters at most, nowhere more. No program can mend this: what makes
it safe again is the new credential.`,
	guide: [],
	references: ["https://argo-workflows.readthedocs.io/en/latest/walk-through/secrets/", "https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns"],
	examples: [
		{
			title: "A password in the environment, a token in a header, a key in a script",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: db-password
        value: kaeBai7oht # ✗ named
      - {name: admin-password, value: secret} # ✗ weak
  templates:
    - name: main
      script:
        image: alpine:3.20
        env:
          - name: DB_PASSWORD
            value: "Tr0ub4dor&3" # ✗ named
          - {name: DATABASE, value: "postgres://app:h7Zq2LmP@db:5432/app"} # ✗ address
          - {name: QUEUE, value: "amqp://guest:guest@queue:5672"} # ✗ weak
          - {name: AWS_SECRET_ACCESS_KEY, value: Kq7/wZ2tN5xVb8Lm3/Rf6YcHs1Pd4GjTo9EiAu0W} # ✗ named
        command: [sh]
        source: |
          # The deploy user's
          export AWS_ACCESS_KEY_ID=AKIAQ7RZ3MNK5TWX2VBD # ✗ known-format
          aws s3 ls
    - name: notify
      http:
        url: https://hooks.example.org/build
        headers:
          - {name: Authorization, value: Bearer 9f8a7Qx2LmZpW4} # ✗ named`
		},
		{
			title: "In the argument of a call, in a default, and where a Secret has to be named",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: backup}
spec:
  templates:
    - name: main
      steps:
        - - name: dump
            template: dump
            arguments: {parameters: [{name: apiKey, value: q8Wn3Zt6Lx1v}]} # ✗ named
    - name: dump
      inputs:
        parameters:
          - name: apiKey
            default: zP4kVb7Yc2Ru # ✗ named
      outputs:
        artifacts:
          - name: dump
            path: /dump
            s3:
              endpoint: s3.amazonaws.com
              bucket: dumps
              key: dump
              accessKeySecret: backup-user # ✗ reference
              secretKeySecret: {name: s3, key: secret}
      container: {image: "postgres:17.0", command: [pg_dump]}`
		},
		{
			title: "A token is told once, also in a workflow that stands in another object",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: build}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                templates:
                  - name: main
                    container:
                      image: alpine:3.20
                      env: [{name: AWS_ACCESS_KEY, value: AKIAQ7RZ3MNK5TWX2VBD}] # ✗ known-format
---
apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: {name: build}
spec:
  resources:
    - name: build
      base:
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: build}
        spec:
          templates:
            - name: main
              container:
                image: alpine:3.20
                args: [AKIAQ7RZ3MNK5TWX2VBD] # ✗ known-format`
		},
		{
			title: "Secrets that the controller signs users in and reaches its database with",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  sso: |
    issuer: https://login.example.org
    clientId: {name: argo-workflow-sso, key: id}
    clientSecret: {name: argo-workflow-sso, key: secret}
  persistence: |
    postgresql: {host: db, passwordSecret: {name: db, key: password}}
  artifactRepository: |
    s3: {bucket: builds, accessKeySecret: {name: my-minio-cred, key: accesskey}}
---
apiVersion: v1
kind: Secret
metadata: {name: my-minio-cred, namespace: argo}
stringData: {accesskey: admin, secretkey: password}
---
apiVersion: v1
kind: Secret
metadata: {name: db, namespace: argo}
data: {password: OGZLcTJadDZMeDF2UG0zVw==} # ✗ committed-secret
---
apiVersion: v1
kind: Secret
metadata: {name: argo-workflow-sso, namespace: argo}
stringData: # ✗ committed-secret
  id: argo
  secret: 8fKq2Zt6Lx1vPm3W
---
apiVersion: v1
kind: Secret
metadata: {name: argo-workflow-other, namespace: argo}
stringData:
  secret: 8fKq2Zt6Lx1vPm3W`
		},
		{
			title: "In values of Argo's Helm chart",
			yaml: `
controller:
  workflowNamespaces: [builds]
  extraEnv:
    - {name: AWS_ACCESS_KEY_ID, value: AKIAQ7RZ3MNK5TWX2VBD} # ✗ known-format
server:
  authModes: [sso]
artifactRepository:
  s3: {bucket: builds, accessKeySecret: {name: s3, key: id}}`
		},
		{
			title: "From Secrets, and what only looks like one",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - {name: pull-secret, value: registry-credentials}
      - {name: secret-name, value: db}
      - {name: token-path, value: /var/run/secrets/token}
      - {name: password, value: changeme}
      - {name: page-token, value: a8Wn3Zt6Lx1v}
      - {name: author, value: Ada Lovelace}
      - {name: cache-key, value: a8Wn3Zt6Lx1v}
      - {name: auth, value: "true"}
  templates:
    - name: main
      container:
        image: alpine:3.20
        env:
          - {name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
          - {name: API_TOKEN, value: "{{inputs.parameters.token}}"}
          - {name: DATABASE, value: "postgres://app:$(DB_PASSWORD)@db:5432/app"}
          - {name: TOKEN_URL, value: "https://auth.example.org/token"}
          - {name: SMTP_PASSWORD, value: "vault:secret/data/smtp#password"}
          - {name: UPLOAD_TOKEN, value: team/builds/Upload}
        args: ["--password=$(DB_PASSWORD)", "AKIAIOSFODNN7EXAMPLE"]`
		},
		{
			title: "What a status has copied, and values that SOPS has encrypted",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: build}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", env: [{name: PASSWORD, value: "ENC[AES256_GCM,data:8fKq2Zt6,type:str]"}]}
status:
  message: "AKIAQ7RZ3MNK5TWX2VBD"`
		}
	]
};

// src/rules/host-namespace.ts?page
const rulePart$54 = {
	docs: `
A pod with \`hostNetwork\` stands on the network as the node itself: it passes every NetworkPolicy, listens beside the
kubelet, and gets the cloud credentials of the node where pods are kept from them. \`hostPID\` and \`hostIPC\` do the
same for processes and shared memory. Argo lets any author of a workflow set them.

Remove the field, and \`dnsPolicy: ClusterFirstWithHostNet\` with it. A step that must reach the node belongs into a
DaemonSet that its administrators keep.

A WorkflowSpec has \`hostNetwork\` alone, and only at \`spec\`: \`hostPID\` and \`hostIPC\` written there are dropped by
the cluster and are no finding, but a \`podSpecPatch\` does set them. The agent's pod, which runs \`http\` and \`plugin\`
templates, never gets \`hostNetwork\` from the spec. Argo's own controller and server are judged too.`,
	guide: ["S17-20"],
	references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline", "https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/"],
	examples: [
		{
			title: "The node's network for all pods of a workflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  hostNetwork: true # ✗ network
  dnsPolicy: ClusterFirstWithHostNet
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: other
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: other
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Patches, and a port of the node",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: probes
spec:
  podSpecPatch: |
    hostPID: true # ✗ privileged-processes
  templates:
    - name: privileged
      container:
        image: alpine:3.20
        securityContext: {privileged: true}
    - name: other
      podSpecPatch: |
        {"hostIPC": true, "hostPID": false} # ✗ memory
      container:
        image: alpine:3.20
        ports:
          - containerPort: 8080
            hostPort: 80 # ✗ port
    - name: tagged
      podSpecPatch: 'hostNetwork: {{inputs.parameters.host}}'
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: probes
spec:
  templates:
    - name: privileged
      container:
        image: alpine:3.20
        securityContext: {privileged: true}
    - name: other
      podSpecPatch: |
        {"hostPID": false}
      container:
        image: alpine:3.20
        ports:
          - containerPort: 8080
    - name: tagged
      podSpecPatch: 'hostNetwork: {{inputs.parameters.host}}'
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A patch of one template",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  templates:
    - name: main
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: 1Gi}}
        hostPID: true # ✗ processes
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  templates:
    - name: main
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: 1Gi}}
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Fields that the cluster drops",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  hostPID: true
  hostIPC: true
  hostNetwork: false
  templates:
    - name: main
      hostNetwork: true
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Only the agent runs, which does not heed the field",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: call-
spec:
  entrypoint: main
  hostNetwork: true
  templates:
    - name: main
      http: {url: "https://example.org"}`
		}
	]
};

// src/rules/host-path-volume.ts?page
const rulePart$53 = {
	docs: `
A \`hostPath\` volume puts files of the node into the pod. What is written there stays when the pod is gone and meets
other pods and the node itself; what is read there may be the secrets of all of them. Some paths are the node: with the
socket of its container runtime, \`/\`, \`/etc\` or the kubelet's directory, the container starts whatever it wants on
it, as root. A socket mounted \`readOnly\` can still be spoken to.

Use an \`emptyDir\` for scratch space, a PersistentVolumeClaim for what stays, and artifacts between steps. Images are
built without the socket of Docker by rootless BuildKit, Kaniko or Buildah.

Paths are judged after \`.\`, \`..\` and doubled slashes are resolved. A volume at \`spec\` reaches a container only by a mount of its name: with
none in a manifest that holds all its templates, the finding is low. A claim is followed to its PersistentVolume where
that is among the files: for a person who looks at everything, since an administrator made it.`,
	guide: ["S17-20"],
	references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath", "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
	examples: [
		{
			title: "The socket of the node's Docker, mounted for reading",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - name: sock
      hostPath:
        path: /var/run/docker.sock # ✗ owns-node
  templates:
    - name: main
      container:
        image: docker:27.3.1
        volumeMounts:
          - {name: sock, mountPath: /var/run/docker.sock, readOnly: true}`
		},
		{
			title: "Paths of all kinds",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: paths
spec:
  volumes:
    - {name: config, hostPath: {path: /etc/kubernetes/}} # ✗ reads-node
    - {name: dots, hostPath: {path: /data/../}} # ✗ owns-node
    - {name: slashes, hostPath: {path: //var//run/./docker.sock/}} # ✗ owns-node
    - {name: cache, hostPath: {path: /mnt/cache}} # ✗ writable
    - {name: models, hostPath: {path: /mnt/models}} # ✗ read-only
    - {name: gpu, hostPath: {path: /dev/nvidia0}} # ✗ device
    - {name: memory, hostPath: {path: /dev/shm}} # ✗ device
    - {name: any, hostPath: {path: "{{workflow.parameters.path}}"}} # ✗ unknown-path
    - {name: unused, hostPath: {path: /mnt/unused}} # ✗ unmounted
  templates:
    - name: main
      containerSet:
        volumeMounts:
          - {name: cache, mountPath: /cache}
        containers:
          - name: main
            image: alpine:3.20
            volumeMounts:
              - {name: config, mountPath: /config, readOnly: true}
              - {name: dots, mountPath: /dots, readOnly: true}
              - {name: slashes, mountPath: /slashes, readOnly: true}
              - {name: models, mountPath: /models, readOnly: true}
              - {name: gpu, mountPath: /dev/nvidia0}
              - {name: memory, mountPath: /dev/shm}
              - {name: any, mountPath: /any}`
		},
		{
			title: "A sidecar that mirrors, a template of its own, and a patch",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      volumes:
        - name: root
          hostPath: {path: /} # ✗ owns-node
      container:
        image: alpine:3.20
        volumeMounts: [{name: root, mountPath: /host}]
      sidecars:
        - {name: helper, image: "alpine:3.20", mirrorVolumeMounts: true}
    - name: patched
      podSpecPatch: |
        volumes:
          - name: logs
            hostPath: {path: /var/log} # ✗ owns-node
        containers:
          - name: main
            volumeMounts: [{name: logs, mountPath: /logs}]
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Volumes that end with the pod or have a claim",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - {name: work, emptyDir: {}}
    - {name: data, persistentVolumeClaim: {claimName: data}}
  templates:
    - name: main
      container:
        image: moby/buildkit:v0.17.0-rootless
        volumeMounts:
          - {name: work, mountPath: /work}
          - {name: data, mountPath: /data}`
		},
		{
			title: "Claims that lead to the node",
			yaml: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: disk
spec:
  hostPath: {path: /mnt/disk}
  claimRef: {name: data, namespace: builds}
---
apiVersion: v1
kind: PersistentVolume
metadata:
  name: ssd
spec:
  local: {path: /mnt/ssd}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: scratch
  namespace: builds
spec:
  volumeName: ssd
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  namespace: builds
spec:
  entrypoint: main
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data # ✗ claimed
    - name: scratch
      persistentVolumeClaim:
        claimName: scratch # ✗ claimed
    - name: unused
      persistentVolumeClaim:
        claimName: data
    - name: cloud
      persistentVolumeClaim:
        claimName: cloud
  templates:
    - name: main
      container:
        image: alpine:3.20
        volumeMounts:
          - {name: data, mountPath: /data}
          - {name: scratch, mountPath: /scratch}
          - {name: cloud, mountPath: /cloud}`
		},
		{
			title: "A path that the cluster refuses",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - {name: work, hostPath: {path: ""}}
  templates:
    - name: main
      container: {image: "alpine:3.20", volumeMounts: [{name: work, mountPath: /work}]}`
		},
		{
			title: "A key with no value, which the cluster takes for absent",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - name: work
      hostPath: null
      emptyDir: {}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/insecure-artifact-transport.ts?page
const rulePart$52 = {
	docs: `
What a workflow fetches is run or built, and what it stores is read by the next step. Without TLS, or with TLS whose other side is not checked, whoever sits on the way reads the artifact, swaps it for another, or takes the credentials that are sent along.

Use \`https://\` or \`ssh\`, and remove \`insecure\`, \`insecureIgnoreHostKey\`, \`insecureSkipTLS\` and \`insecureSkipVerify\`. For \`ssh\`, add the host's key to \`known_hosts\` of the executor's image (\`argoexec\` brings those of the large hosts). For S3 with a certificate of your own authority, name it in \`s3.caSecret\` (3.5 and later).

Endpoints inside the cluster are reported as *in-cluster*: names without a dot, names that end in \`.svc\` or \`.svc.cluster.local\`, and a service with its namespace (\`minio.storage:9000\`). There the network of the cluster is what protects what is sent.

Argo looks at \`insecureIgnoreHostKey\` only when there is an \`sshPrivateKeySecret\`, so it is not reported without one.

HDFS believes the user that it is told unless it asks for Kerberos. Only a person who knows that server can tell, so \`hdfsUser\` without credentials of Kerberos is for auditors.

An \`http\` artifact whose URL has no scheme is fetched by HTTPS, so it is not reported.

The fix removes \`insecure\` and its like, and writes \`https://\` for hosts that are known to serve the same by it.`,
	guide: ["S44", "S45"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/", "https://argo-workflows.readthedocs.io/en/latest/fields/#artifactlocation"],
	examples: [
		{
			title: "Sources that anybody on the way can swap",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    artifacts:
      - name: tool
        http: {url: 'http://downloads.example.org/tool.tgz'} # ✗ plain
      - {name: linter, http: {url: 'http://github.com/acme/lint/releases/download/v1.2.0/lint'}} # ✗ plain
  templates:
    - name: main
      inputs:
        artifacts:
          - name: source
            path: /src
            git:
              repo: git@git.example.org:acme/app.git
              # our own host
              insecureIgnoreHostKey: true # ✗ unverified-source
              sshPrivateKeySecret: {name: deploy-key, key: id}
          - name: docs
            path: /docs
            git:
              repo: https://git.example.org/acme/docs.git
              insecureSkipTLS: true # ✗ unverified-source
          - name: data
            path: /data
            git: {repo: 'git://git.example.org/data.git'} # ✗ plain
      container: {image: 'golang:1.23.1', command: [make], workingDir: /src}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    artifacts:
      - name: tool
        http: {url: 'http://downloads.example.org/tool.tgz'}
      - {name: linter, http: {url: 'https://github.com/acme/lint/releases/download/v1.2.0/lint'}}
  templates:
    - name: main
      inputs:
        artifacts:
          - name: source
            path: /src
            git:
              repo: git@git.example.org:acme/app.git
              # our own host
              sshPrivateKeySecret: {name: deploy-key, key: id}
          - name: docs
            path: /docs
            git:
              repo: https://git.example.org/acme/docs.git
          - name: data
            path: /data
            git: {repo: 'git://git.example.org/data.git'}
      container: {image: 'golang:1.23.1', command: [make], workingDir: /src}`
		},
		{
			title: "Repositories for all workflows",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      endpoint: storage.example.org:9000
      insecure: true # ✗ credentials
      accessKeySecret: {name: s3, key: id}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: artifact-repositories}
data:
  default: |
    s3:
      endpoint: minio.storage.svc:9000
      insecure: true # ✗ in-cluster
      accessKeySecret: {name: s3, key: id}
  builds: |
    artifactory:
      repoURL: http://artifactory.example.org/builds # ✗ credentials
      passwordSecret: {name: artifactory, key: password}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: mine}
data:
  builds: |
    s3:
      endpoint: storage.example.org:9000
      insecure: true # ✗ plain
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  workflowTemplateRef: {name: build}
  artifactRepositoryRef: {configMap: mine, key: builds}`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      endpoint: storage.example.org:9000
      accessKeySecret: {name: s3, key: id}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: artifact-repositories}
data:
  default: |
    s3:
      endpoint: minio.storage.svc:9000
      accessKeySecret: {name: s3, key: id}
  builds: |
    artifactory:
      repoURL: http://artifactory.example.org/builds
      passwordSecret: {name: artifactory, key: password}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: mine}
data:
  builds: |
    s3:
      endpoint: storage.example.org:9000
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  workflowTemplateRef: {name: build}
  artifactRepositoryRef: {configMap: mine, key: builds}`
		},
		{
			title: "Other sides of the same cluster, and a user whom HDFS is to believe",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: 'https://gitea.git.svc/acme/app.git', insecureSkipTLS: true}} # ✗ in-cluster
          - name: data
            path: /data
            hdfs: {addresses: ['namenode:8020'], path: /data, hdfsUser: root} # ✗ unproved-user
          - name: more
            path: /more
            hdfs:
              addresses: ['namenode:8020']
              path: /more
              hdfsUser: root
              krbCCacheSecret: {name: krb, key: cache}
      container: {image: 'golang:1.23.1', command: [make]}
    - name: notify
      http:
        insecureSkipVerify: true # ✗ in-cluster
        url: https://hooks.builds.svc/done`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: 'https://gitea.git.svc/acme/app.git'}}
          - name: data
            path: /data
            hdfs: {addresses: ['namenode:8020'], path: /data, hdfsUser: root}
          - name: more
            path: /more
            hdfs:
              addresses: ['namenode:8020']
              path: /more
              hdfsUser: root
              krbCCacheSecret: {name: krb, key: cache}
      container: {image: 'golang:1.23.1', command: [make]}
    - name: notify
      http:
        url: https://hooks.builds.svc/done`
		},
		{
			title: "A request with a token to a side that is not checked",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templates:
    - name: notify
      http:
        url: https://hooks.example.org/build
        insecureSkipVerify: true # ✗ unverified-credentials
        headers:
          - name: Authorization
            valueFrom: {secretKeyRef: {name: hooks, key: token}}
    - name: ping
      http:
        url: http://status.example.org/ping # ✗ plain
    - name: hook
      http:
        url: https://hooks.example.org/build
        insecureSkipVerify: true # ✗ unverified
`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templates:
    - name: notify
      http:
        url: https://hooks.example.org/build
        headers:
          - name: Authorization
            valueFrom: {secretKeyRef: {name: hooks, key: token}}
    - name: ping
      http:
        url: http://status.example.org/ping
    - name: hook
      http:
        url: https://hooks.example.org/build
`
		},
		{
			title: "Protected on the way",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: 'git@github.com:acme/app.git', sshPrivateKeySecret: {name: deploy-key, key: id}}}
          - {name: tool, path: /tool, http: {url: downloads.example.org/tool.tgz}}
      outputs:
        artifacts:
          - {name: app, path: /out, s3: {endpoint: s3.amazonaws.com, bucket: builds, key: app, insecure: false}}
      container: {image: 'golang:1.23.1', command: [make]}`
		},
		{
			title: "Where a parameter says where to, another rule looks",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: fetch}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: url}]
        artifacts: [{name: data, path: /data, http: {url: '{{inputs.parameters.url}}'}}]
      container: {image: 'alpine:3.20', command: [cat, /data]}`
		}
	]
};

// src/rules/invalid-controller-config.ts?page
const rulePart$51 = {
	docs: `
The controller reads its ConfigMap strictly: from 3.4 on it does not start with a text that is not YAML or a setting that it does not know, and one that runs stops at such a change. Before, it ignored what it did not know. Either way a protection that stands in the wrong place protects nothing, and nobody sees that from the file.

A ConfigMap has one of two shapes: a key for each setting, or one key \`config\` that holds all of them. With \`config\` and anything beside it, the controller reads nothing. In the first shape it writes all keys and their values below each other and reads the result as YAML. A value of one line comes to stand right behind its key, so \`workflowRestrictions: "templateReferencing: Strict"\` becomes a line with two colons, which is not YAML: such a value has to be a block (\`|\`) or to stand in braces.

What pods are to have by default belongs into \`workflowDefaults\`, below \`spec\`; what containers are to have, into \`mainContainer\` and \`executor\`. Flags of the server, such as \`--auth-mode\` and \`--secure\`, belong into its Deployment.

Names are compared without case, as Argo does. The settings that 3.4 removed are the business of \`legacy-executor\`, a restriction in the wrong place that of \`workflow-restrictions\`. Two configurations of one name are only reported within one file: in several files they are mostly bases and patches of Kustomize.`,
	guide: ["S4"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/", "https://argo-workflows.readthedocs.io/en/latest/default-workflow-specs/"],
	examples: [
		{
			title: "A restriction beside the key that has to be alone",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
  workflowRestrictions: | # ✗ mixed
    templateReferencing: Strict`
		},
		{
			title: "Texts that are not YAML, by themselves or behind their key",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: | # ✗ unreadable
    s3: {bucket: my-bucket
  workflowRestrictions: 'templateReferencing: Strict' # ✗ unreadable
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: | # ✗ unreadable
    parallelism: [10`
		},
		{
			title: "Names that are none, in both shapes",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestriction: | # ✗ unknown
    templateReferencing: Strict
  executorResources: | # ✗ removed
    limits: {cpu: 500m}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    default-workflow: {} # ✗ unknown`
		},
		{
			title: "Hardening and flags in places where they are not known",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  securityContext: | # ✗ misplaced
    runAsNonRoot: true
  auth-mode: sso # ✗ misplaced
  workflowDefaults: |
    metadata: {labels: {team: data}}
    serviceAccountName: workflow # ✗ misplaced`
		},
		{
			title: "Two configurations of one controller in one file",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data: {parallelism: "10"}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap # ✗ twice
  namespace: argo
data: {parallelism: "20"}`
		},
		{
			title: "Every setting in its place, with a name in other letters",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"
  instanceid: my-ci
  navColor: red
  workflowRestrictions: '{templateReferencing: Strict}'
  nodeEvents: |
    enabled: true
  workflowDefaults: |
    metadata: {labels: {team: data}}
    spec: {serviceAccountName: workflow}`
		},
		{
			title: "All settings in one text, and another ConfigMap that only looks like it",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: one}
data:
  config: |
    instanceID: one
    workflowRestrictions: {templateReferencing: Strict}
    sso: {issuer: https://login.example.org}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: two}
data: {}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: argo}
data: {config: "parallelism: 10", auth-mode: server}`
		}
	]
};
new Set(require_core.settingNames.map((name) => name.toLowerCase()));
new Set("containerruntimeexecutor containerruntimeexecutors dockersockpath kubeletport kubeletinsecure templatereferencing".split(" "));
new Set("securitycontext serviceaccountname automountserviceaccounttoken podspecpatch podgc ttlstrategy activedeadlineseconds templatedefaults nodeselector tolerations affinity imagepullsecrets artifactgc hostnetwork".split(" "));
new Set("auth-mode authmode authmodes auth-modes secure base-href basehref x-frame-options hsts tls-certificate-secret-name access-control-allow-origin".split(" "));

// src/rules/kubelet-variable-expansion.ts?page
const rulePart$50 = {
	docs: `Kubernetes replaces \`$(NAME)\` in \`command\`, \`args\` and the values of \`env\` by the variable of that name. Argo fills in its tags before, so a parameter with the text \`$(DB_PASSWORD)\` becomes the password. It then stands where parameters stand: in a log, in the title of a ticket, in the address of a request. No shell is needed for it, and quotes do not help.

In a value of \`env\` only the variables count that stand before it, and never those of \`envFrom\`: put those with parameters first. A fix does so. For \`args\` the order does not matter; let the program read a variable instead.

Arguments that a shell or another interpreter runs as code are not reported: that is worse, and the business of \`script-injection\`. Nor is the \`source\` of a script, which Kubernetes does not see. Only the container itself is looked at, not the variables that defaults and patches add.`,
	guide: ["S17-20"],
	references: [
		"https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/",
		"https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
		"https://argo-workflows.readthedocs.io/en/latest/variables/"
	],
	examples: [
		{
			title: "A library has a variable with a parameter behind one with a secret",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: title}, {name: text}]}
      container:
        image: example.com/report:1.2
        command: [report]
        env:
          - {name: MODE, value: "{{inputs.parameters.title}}"}
          - name: TOKEN
            valueFrom: {secretKeyRef: {name: api, key: token}}
          - {name: TITLE, value: "{{inputs.parameters.title}}"} # ✗ submitter
          - {name: LEVEL, value: info}
          - {name: TEXT, value: "Report: {{inputs.parameters.text}}"} # ✗ submitter
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: title}, {name: text}]}
      container:
        image: example.com/report:1.2
        command: [report]
        env:
          - name: TITLE
            value: "{{inputs.parameters.title}}"
          - name: TEXT
            value: "Report: {{inputs.parameters.text}}"
          - {name: MODE, value: "{{inputs.parameters.title}}"}
          - name: TOKEN
            valueFrom: {secretKeyRef: {name: api, key: token}}
          - {name: LEVEL, value: info}
`
		},
		{
			title: "Defaults, containers beside the main one, and expression tags",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  arguments: {parameters: [{name: title}]}
  templateDefaults:
    container:
      args: ["{{workflow.parameters.title}}"] # ✗ submitter
      env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
  templates:
    - name: report
      inputs: {parameters: [{name: title}]}
      initContainers:
        - name: first
          image: example.com/report:1.2
          args: ["{{=sprig.trim(inputs.parameters.title)}}"] # ✗ submitter
          envFrom: [{prefix: API_, secretRef: {name: api}}]
      containerSet:
        containers:
          - name: second
            image: example.com/report:1.2
            command: [report, "--title={{inputs.parameters.title}}"] # ✗ submitter
            env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
`
		},
		{
			title: "Arguments can name every variable",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: report-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: title}, {name: mode, value: short}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: report
            template: report
            arguments: {parameters: [{name: text, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo text}
    - name: report
      inputs: {parameters: [{name: text}]}
      container:
        image: example.com/report:1.2
        command: [report, "{{workflow.parameters.mode}}"] # ✗ preset
        args:
          - "{{workflow.parameters.title}}" # ✗ argument
          - --text={{inputs.parameters.text}} # ✗ output
        envFrom: [{secretRef: {name: api}}]
`
		},
		{
			title: "An event can name the variable, also behind the program of a shell",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: call, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: title, value: none}]}
                templates:
                  - name: main
                    container:
                      image: alpine:3.20
                      command: [sh, -c, 'echo "$1"', sh]
                      args:
                        - "{{workflow.parameters.title}}" # ✗ event
                      env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
          parameters:
            - src: {dependencyName: call, dataKey: body.title}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "The variable with the parameter stands before the secret",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: title}]}
      container:
        image: example.com/report:1.2
        command: [report]
        envFrom: [{secretRef: {name: more}}]
        env:
          - {name: TITLE, value: "{{inputs.parameters.title}}"}
          - name: TOKEN
            valueFrom: {secretKeyRef: {name: api, key: token}}
`
		},
		{
			title: "No secret, text of the author, numbers, and a program that is no argument",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: title}]}
      container:
        image: example.com/report:1.2
        command: [report, "{{inputs.parameters.title}}"]
        env: [{name: TOKEN, valueFrom: {configMapKeyRef: {name: api, key: url}}}]
      sidecars:
        - name: count
          image: example.com/count:1
          args: ["{{=asInt(inputs.parameters.title)}}", "{{workflow.name}}"]
          env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
    - name: program
      inputs: {parameters: [{name: title}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: echo {{inputs.parameters.title}}
        env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
`
		}
	]
};

// src/rules/legacy-executor.ts?page
new Map(Object.entries({
	docker: {
		variant: "docker",
		why: "mounts the node's `docker.sock` into every workflow pod, and whoever reaches it is root on the node"
	},
	kubelet: {
		variant: "node-access",
		why: "gives every workflow pod access to the node's kubelet, and so to its neighbours"
	},
	pns: {
		variant: "node-access",
		why: "shares the process namespace of the pod and needs `SYS_PTRACE`, often as root"
	},
	k8sapi: {
		variant: "api",
		why: "gives every workflow pod the right to `pods/exec`"
	}
}));
const rulePart$49 = {
	docs: `
Until 3.4, Argo could watch the containers of a workflow in several ways. All but \`emissary\` gave every workflow pod rights over its node: \`docker\` the socket of Docker, \`kubelet\` the API of the kubelet, \`pns\` the processes of the other containers. Whoever could submit a workflow, or get code into one, could use them.

Argo 3.4 removed all of these and the settings that chose them. From then on the controller refuses unknown settings, so the keys do not only mean nothing: a controller that reads them does not start.

Remove \`containerRuntimeExecutor\`, \`containerRuntimeExecutors\`, \`dockerSockPath\`, \`kubeletPort\` and \`kubeletInsecure\`, and the flag \`--container-runtime-executor\`. On a version before 3.4, choose \`emissary\` (3.1 and later; containers then need a \`command\`) and plan the upgrade.

The version is that of the configuration of Lynceus (\`argoVersion\`), or of the controller's image. When neither says it, findings speak of both cases.

From 3.4 on the fix takes the settings away, which is safe since no such controller starts with them. Before, it chooses \`emissary\`.`,
	guide: [
		"S2",
		"S31",
		"H5"
	],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-executors/", "https://argo-workflows.readthedocs.io/en/latest/upgrading/"],
	examples: [
		{
			title: "Settings of executors that are gone, in a version that is not known",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  dockerSockPath: /run/docker.sock # ✗ leftover
  kubeletPort: "10250" # ✗ leftover
  kubeletInsecure: "true" # ✗ kubelet-insecure`
		},
		{
			title: "The Docker executor on a version that still has it",
			argoVersion: "3.2.11",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: docker # ✗ docker
  kubeletInsecure: "true" # ✗ kubelet-insecure
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: emissary
`
		},
		{
			title: "An executor for some workflows, in the form with one key",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    containerRuntimeExecutor: emissary # ✗ leftover
    containerRuntimeExecutors:
      - name: pns # ✗ node-access
        selector: {matchLabels: {executor: pns}}
      - {name: k8sapi, selector: {matchLabels: {executor: api}}} # ✗ api`
		},
		{
			title: "Settings that were left behind by an upgrade",
			argoVersion: "3.7.18",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  # of 3.2
  containerRuntimeExecutor: docker # ✗ leftover
  dockerSockPath: /run/docker.sock # ✗ leftover
  parallelism: "10"`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  # of 3.2
  parallelism: "10"`
		},
		{
			title: "A list of executors that was left behind",
			argoVersion: "3.7.18",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    containerRuntimeExecutors:
      - name: pns # ✗ leftover
        selector: {matchLabels: {executor: pns}}
      - {name: k8sapi, selector: {matchLabels: {executor: api}}} # ✗ leftover
    nodeEvents: {enabled: false}`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    nodeEvents: {enabled: false}`
		},
		{
			title: "The executor as a flag and as a variable",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          args: [--container-runtime-executor=kubelet] # ✗ node-access
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: other}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          env:
            - name: ARGO_CONTAINER_RUNTIME_EXECUTOR
              value: docker # ✗ docker`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          args: [--container-runtime-executor=emissary]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: other}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          env:
            - name: ARGO_CONTAINER_RUNTIME_EXECUTOR
              value: emissary`
		},
		{
			title: "A configuration without any executor",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"`
		},
		{
			title: "The emissary on a version where it is a choice",
			argoVersion: "3.2.11",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: emissary`
		}
	]
};

// src/rules/metrics-exposed.ts?page
const rulePart$48 = {
	docs: `
Metrics name namespaces, workflows and templates, and tell when something runs and fails: a map for an attacker. Only Prometheus has to read them.

The Argo Server asks for a login at \`/metrics\` unless \`ARGO_SERVER_METRICS_AUTH\` is \`false\`: remove it, and give Prometheus a token. The controller serves its metrics at port 9090 and asks nobody: keep its Service a \`ClusterIP\`, put no Ingress in front of it, and let only the namespace of Prometheus in by a NetworkPolicy. From 3.6 on it uses TLS unless \`metricsConfig.secure\` is \`false\`.

The profiler (\`ARGO_PPROF\`) is the business of \`component-pod-unhardened\`.

The fix removes the variable, and says \`secure: true\`.`,
	guide: ["S46", "S47"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/metrics/",
		"https://argo-workflows.readthedocs.io/en/latest/environment-variables/",
		"https://argo-workflows.readthedocs.io/en/latest/security/#workflow-controller"
	],
	examples: [
		{
			title: "A Service and an Ingress for the metrics of a controller that is installed elsewhere",
			yaml: `
apiVersion: v1
kind: Service
metadata: {name: workflow-controller-metrics, namespace: argo}
spec:
  type: NodePort # ✗ reachable
  selector: {app: workflow-controller}
  ports: [{port: 9090}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: metrics, namespace: argo}
spec:
  defaultBackend:
    service:
      name: argo-argo-workflows-workflow-controller # ✗ reachable
      port: {number: 9090}
---
apiVersion: v1
kind: Service
metadata: {name: workflow-controller, namespace: argo}
spec: {selector: {app: workflow-controller}, ports: [{port: 9090}]}`
		},
		{
			title: "Values of Argo's Helm chart that publish the metrics of the controller",
			yaml: `
controller:
  workflowNamespaces: [builds]
  serviceType: NodePort # ✗ reachable
  metricsConfig: {enabled: true}
---
argo-workflows:
  controller: {serviceType: NodePort}`
		},
		{
			title: "A server whose metrics need no login",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - name: ARGO_SERVER_METRICS_AUTH
              value: "false" # ✗ open
            - name: BASE_HREF
              value: /argo
`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - name: BASE_HREF
              value: /argo
`
		},
		{
			title: "The same behind a load balancer",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - {name: ARGO_SERVER_METRICS_AUTH, value: "false"} # ✗ open-exposed
---
apiVersion: v1
kind: Service
metadata: {name: argo-server}
spec:
  type: LoadBalancer
  selector: {app: argo-server}
  ports: [{port: 2746}]`
		},
		{
			title: "Metrics of the controller without TLS, for everybody",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  metricsConfig: |
    enabled: true
    secure: false # ✗ plain
  telemetryConfig: |
    enabled: false
    secure: false
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v3.7.18'}
---
apiVersion: v1
kind: Service
metadata: {name: workflow-controller-metrics}
spec:
  type: NodePort # ✗ reachable
  selector: {app: workflow-controller}
  ports: [{name: metrics, port: 9090}]`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  metricsConfig: |
    enabled: true
    secure: true
  telemetryConfig: |
    enabled: false
    secure: false
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v3.7.18'}
---
apiVersion: v1
kind: Service
metadata: {name: workflow-controller-metrics}
spec:
  type: NodePort
  selector: {app: workflow-controller}
  ports: [{name: metrics, port: 9090}]`
		},
		{
			title: "Metrics that only the cluster can reach",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v3.7.18'}
---
apiVersion: v1
kind: Service
metadata: {name: workflow-controller-metrics}
spec:
  selector: {app: workflow-controller}
  ports: [{name: metrics, port: 9090}]`
		},
		{
			title: "A server that is exposed and asks for a login",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env: [{name: ARGO_SERVER_METRICS_AUTH, value: "true"}]
---
apiVersion: v1
kind: Service
metadata: {name: argo-server}
spec: {type: LoadBalancer, selector: {app: argo-server}}`
		}
	]
};

// src/rules/missing-deadline.ts?page
const rulePart$47 = {
	docs: `
A step that waits for something that never comes keeps its pod, its volumes and its locks until somebody notices. With
a schedule, either the next runs pile up beside it, or none starts any more.

Say \`activeDeadlineSeconds\` at the spec, once for all workflows in the controller's \`workflowDefaults\`, or give each
template that makes a pod its own \`activeDeadlineSeconds\` or \`timeout\`. For a CronWorkflow, \`concurrencyPolicy:
Replace\` ends the run before as well.

A CronWorkflow is judged with the WorkflowTemplate that it refers to; one that is suspended starts no runs.

A workflow that waits for somebody to approve is left out, because a deadline would end it; so are daemons, libraries
without an entrypoint, and \`http\` templates, which Argo gives 30 seconds by itself.

The fix sets an hour.`,
	guide: [],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/cost-optimisation/",
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/timeouts/",
		"https://argo-workflows.readthedocs.io/en/latest/cron-workflows/"
	],
	examples: [
		{
			title: "A workflow, and schedules of each policy",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec: # ✗ absent
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: bounded
      timeout: 10m
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ cron-overlap
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: hourly}
spec:
  schedules: ["0 * * * *"]
  concurrencyPolicy: Forbid
  workflowSpec: # ✗ cron-stuck
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  activeDeadlineSeconds: 3600
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: bounded
      timeout: 10m
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 3600
    templates:
      - name: main
        container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: hourly}
spec:
  schedules: ["0 * * * *"]
  concurrencyPolicy: Forbid
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 3600
    templates:
      - name: main
        container: {image: "alpine:3.20"}`
		},
		{
			title: "Schedules for a template, and one that is suspended",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ cron-overlap
    entrypoint: main
    workflowTemplateRef: {name: library}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: bounded}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 600
    workflowTemplateRef: {name: library}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: elsewhere}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    workflowTemplateRef: {name: unknown}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: replaced}
spec:
  schedules: ["0 3 * * *"]
  concurrencyPolicy: Replace
  suspend: true
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: suspended}
spec:
  schedules: ["0 3 * * *"]
  suspend: true
  workflowSpec: # ✗ absent
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 3600
    workflowTemplateRef: {name: library}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: bounded}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 600
    workflowTemplateRef: {name: library}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: elsewhere}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    workflowTemplateRef: {name: unknown}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: replaced}
spec:
  schedules: ["0 3 * * *"]
  concurrencyPolicy: Replace
  suspend: true
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: suspended}
spec:
  schedules: ["0 3 * * *"]
  suspend: true
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 3600
    templates:
      - name: main
        container: {image: "alpine:3.20"}`
		},
		{
			title: "A library that can be submitted",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec: # ✗ absent
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Deadlines of each kind, and what has none by its nature",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: a, template: one}, {name: b, template: two}, {name: c, template: service}, {name: d, template: call}]]
    - name: one
      activeDeadlineSeconds: "{{inputs.parameters.seconds}}"
      container: {image: "alpine:3.20"}
    - name: two
      timeout: 10m
      script: {image: "alpine:3.20", command: [sh], source: id}
    - name: service
      daemon: true
      container: {image: "redis:7.4.1"}
    - name: call
      http: {url: "https://example.org"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  concurrencyPolicy: Replace
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}`
		},
		{
			title: "An approval that may take days, a library, and the controller's defaults",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: approve, template: approve}], [{name: deploy, template: deploy}]]
    - name: approve
      suspend: {}
    - name: deploy
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The controller's defaults",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec: {activeDeadlineSeconds: 86400}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/missing-garbage-collection.ts?page
const rulePart$46 = {
	docs: `
What has finished can still be read: parameters and outputs of workflows, logs and the environment of pods, and which
Secrets they use. Thousands of them also slow the API server and the controller down for everybody.

Set \`ttlStrategy\` and \`podGC\`, best once for all workflows in the controller's \`workflowDefaults\`; what has to be
kept belongs into the workflow archive and archived logs. A \`retentionPolicy\` of the controller deletes workflows too,
by their number. The workflows of a CronWorkflow are bounded by its history limits, so that only their pods are asked
for.

The fix keeps finished workflows for a day, and deletes the pods of steps that succeeded.`,
	guide: [],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/cost-optimisation/",
		"https://argo-workflows.readthedocs.io/en/latest/fields/#ttlstrategy",
		"https://argo-workflows.readthedocs.io/en/latest/fields/#podgc"
	],
	examples: [
		{
			title: "Nothing, and half of it",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec: # ✗ both
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec: # ✗ workflows
  entrypoint: main
  podGC: {strategy: OnPodCompletion}
  ttlStrategy: {}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  ttlStrategy:
    secondsAfterCompletion: 86400
  podGC:
    strategy: OnPodSuccess
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: main
  podGC: {strategy: OnPodCompletion}
  ttlStrategy: {}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The pods of a CronWorkflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ pods
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    podGC:
      strategy: OnPodSuccess
    templates:
      - name: main
        container: {image: "alpine:3.20"}`
		},
		{
			title: "Both are set",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  ttlStrategy: {secondsAfterSuccess: 300}
  podGC: {strategy: OnWorkflowCompletion}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The controller keeps a number of workflows and deletes pods; a library has no runs of its own",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  retentionPolicy: |
    completed: 10
  workflowDefaults: |
    spec: {podGC: {strategy: OnPodSuccess}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/missing-resource-limits.ts?page
const rulePart$45 = {
	docs: `
A container without a limit of memory takes what it gets. When the node has none left, the kernel ends other pods on
it, also those of other teams, and a step that a big input drives to that is a simple way to stop them all.

Give each container \`resources.limits.memory\`, and \`requests\` so that pods are spread by what they need. For all
workflows at once there are \`mainContainer.resources\` and \`executor.resources\` in the controller's configuration,
\`templateDefaults\`, and a \`LimitRange\` in the namespace. A limit of CPU is not asked for: it only slows a step down.

A configuration with one key for each setting may be one of several files that are put together, so that a missing
\`executor\` is told of the form with one \`config\` alone. What the limit should be nobody but the author knows, so there is no fix. One finding tells of all containers of an
object.`,
	guide: [],
	references: ["https://argo-workflows.readthedocs.io/en/latest/cost-optimisation/", "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
	examples: [
		{
			title: "One of several containers, in a workflow and in a library",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec: # ✗ containers
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", resources: {limits: {memory: 256Mi}}}
      sidecars: [{name: cache, image: "redis:7.4.1", resources: {requests: {memory: 64Mi}, limits: {cpu: "1"}}}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec: # ✗ containers
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      script: {image: "alpine:3.20", command: [sh], source: id}`
		},
		{
			title: "The controller's own containers",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: | # ✗ executor
    imagePullPolicy: IfNotPresent
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: | # ✗ executor
    parallelism: 10`
		},
		{
			title: "Limits of each kind",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        steps: [[{name: a, template: own}, {name: b, template: patched}, {name: c, template: whole}]]
      - name: own
        container: {image: "alpine:3.20", resources: {limits: {memory: "{{inputs.parameters.memory}}"}}}
      - name: patched
        podSpecPatch: '{"containers": [{"name": "main", "resources": {"limits": {"memory": "1Gi"}}}]}'
        container: {image: "alpine:3.20"}
      - name: whole
        podResources: {limits: {memory: 2Gi}}
        container: {image: "alpine:3.20"}
      - name: call
        http: {url: "https://example.org"}`
		},
		{
			title: "The controller's defaults",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  mainContainer: |
    resources: {limits: {memory: 512Mi}}
  executor: |
    resources: {limits: {memory: 128Mi}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A part of a configuration",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"`
		}
	]
};

// src/rules/mutable-image-tag.ts?page
const rulePart$44 = {
	docs: `
A tag is a name that the owner of a repository, or whoever takes it over, can give to other contents. A workflow that runs \`latest\` runs whatever is there today, with the ServiceAccount and the Secrets that it was given for what was there when it was reviewed. An image without a tag is \`latest\` too.

Argo adds a reason of its own: for a container without a \`command\` the controller looks up the entrypoint of the image once and remembers it by name. When the tag moves, the new image may be run with the old command.

Name a version and, where it matters, its digest: \`alpine:3.20@sha256:…\`. The digest decides, the tag is then only for people.

Each image is reported once for a manifest, where it is first used. Images that a parameter chooses are not this rule's. Where a parameter chooses the \`podSpecPatch\`, the image that is written may be a stand-in for the one that it brings: then the finding has the confidence low and is for auditors. A Kustomize \`images\` transformer does not reach the images of workflows unless it is configured for them, so there it is not taken into account. Images of Deployments that it, or a patch, replaces wherever they are built are not reported; the tags that it gives to Argo's own images are, where they stand.`,
	guide: [],
	references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names", "https://argo-workflows.readthedocs.io/en/latest/workflow-executors/"],
	examples: [
		{
			title: "No tag, `latest`, and a colon that belongs to a port",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      initContainers:
        - {name: prepare, image: busybox:latest, command: [true]} # ✗ latest
      container:
        image: registry.example.org:5000/tools/build # ✗ latest
        command: [make]
    - name: again
      container: {image: registry.example.org:5000/tools/build, command: [make, test]}`
		},
		{
			title: "Tags that move, in steps written inline",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: checks}
spec:
  templates:
    - name: main
      steps:
        - - name: lint
            inline:
              container: {image: 'node:20', command: [npm, run, lint]} # ✗ rolling
        - - name: scan
            inline:
              script: {image: 'scanner:latest-alpine', command: [sh], source: scan} # ✗ rolling
    - name: base
      container: {image: 'debian:stable-slim', command: [ls]} # ✗ rolling
    - name: report
      container: {image: 'python:3.12.4', command: [python, report.py]} # ✗ tag`
		},
		{
			title: "The controller's settings and a registry of one's own machine",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    image: quay.io/argoproj/argoexec:latest # ✗ latest
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: localhost:5000/workflow-controller # ✗ local`
		},
		{
			title: "A stand-in that a patch may replace, and a patch that leaves the image alone",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: patched}
spec:
  templates:
    - name: executor
      inputs: {parameters: [{name: patch}]}
      podSpecPatch: '{{inputs.parameters.patch}}'
      container: {image: registry.example.org/set-when-it-runs, command: [run]} # ✗ latest
    - name: memory
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: '{"containers": [{"name": "main", "resources": {"limits": {"memory": "{{inputs.parameters.memory}}"}}}]}'
      container: {image: registry.example.org/tool, command: [run]} # ✗ latest`
		},
		{
			title: "Digests decide, whatever the tag",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:latest@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a
        command: [date]`
		},
		{
			title: "Images that a parameter chooses, and a Deployment that is not of Argo",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'tools/{{workflow.parameters.tool}}', command: [run]}
    - name: pinned
      container: {image: 'tools@{{workflow.parameters.digest}}', command: [run]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app.kubernetes.io/part-of: argo-workflows}}
spec:
  template:
    spec:
      containers: [{name: web, image: nginx}]`
		}
	]
};

// src/rules/network-policy-gap.ts?page
const rulePart$43 = {
	docs: `
Without a NetworkPolicy every pod of the cluster reaches the Argo Server, and the metrics of the controller, which ask nobody for a login. And workflow pods, which run what others wrote, reach everything: the cloud's metadata service, databases, the internet, to which they may carry what they read.

Give the namespace of Argo policies like the one below, and those of workflows one that lets pods out only to where they have to. What each part needs:

- the server: in at 2746 from the Ingress and from users; out to the Kubernetes API, DNS, the artifact storage, the database and the identity provider
- the controller: in at 9090 from Prometheus; out to the Kubernetes API, DNS, the database, and registries, where it looks up the commands of images
- workflow pods: out to the Kubernetes API, DNS and the artifact storage, and whatever else their work needs

Only files that hold the Deployment of a part of Argo are asked, since the policies of an installation elsewhere are elsewhere. Policies of Cilium, Calico and the cluster's administrator count as good ones. Whether a policy leaves open what a part has to reach outside cannot be told from the files: addresses are not names.`,
	guide: [
		"S38",
		"S39",
		"S47",
		"H3"
	],
	references: ["https://argo-workflows.readthedocs.io/en/latest/security/#network-security", "https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
	examples: [
		{
			title: "A server in a namespace without any policy",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: argo-server # ✗ none
  namespace: argo
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v4.1.2', args: [server]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: other, namespace: other}
spec: {podSelector: {}}`
		},
		{
			title: "A policy for the controller alone, which lets everybody in everywhere",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo} # ✗ uncovered
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v4.1.2', args: [server]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v4.1.2'}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: controller, namespace: argo}
spec:
  podSelector:
    matchExpressions: [{key: app, operator: In, values: [workflow-controller]}]
  ingress:
    - {} # ✗ wide`
		},
		{
			title: "Prometheus is kept out, and workflows may connect to everything",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo} # ✗ blocked-metrics
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v4.1.2'}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: argo}
spec: {podSelector: {}, policyTypes: [Ingress]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: workflow-controller-metrics, namespace: argo}
spec: {selector: {matchLabels: {app: workflow-controller}}, endpoints: [{port: metrics}]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, namespace: jobs} # ✗ open-egress
spec: {schedules: ['0 3 * * *'], workflowSpec: {workflowTemplateRef: {name: nightly}}}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: weekly, namespace: jobs}
spec: {schedules: ['0 3 * * 1'], workflowSpec: {workflowTemplateRef: {name: weekly}}}`
		},
		{
			title: "Each part is reached by those who have to",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v4.1.2', args: [server]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: argo-server, namespace: argo}
spec:
  podSelector: {matchLabels: {app: argo-server}}
  policyTypes: [Ingress]
  ingress:
    - ports: [{port: 2746, protocol: TCP}]
    - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: debug}}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: jobs}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: job-, namespace: jobs}
spec: {workflowTemplateRef: {name: job}}`
		},
		{
			title: "Policies of another kind, and workflows without an installation of Argo",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v4.1.2'}
---
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: {name: argo}
spec: {endpointSelector: {}}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: argo, namespace: argo}
spec: {selector: all(), ingress: [{action: Allow, source: {namespaceSelector: name == 'web'}}]}`
		},
		{
			title: "Workflows of an installation that is elsewhere",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: job-, namespace: jobs}
spec: {workflowTemplateRef: {name: job}}`
		}
	]
};

// src/rules/parameterized-image.ts?page
const rulePart$42 = {
	docs: `Whoever chooses the image of a container chooses the program that runs with the ServiceAccount, the Secrets and the volumes of its pod. Where workflows may come from templates only (\`templateReferencing: Strict\`), the point is that submitters cannot run images of their own; a parameter for the image gives that back.

Write the image in the template. Where there are several, let an expression choose: \`{{= inputs.parameters.kind == 'go' ? 'golang:1.24' : 'node:24' }}\`. Keep parameters for what the program is to work on.

A value behind the colon of a tag weighs one step less, since the attacker needs a bad version in the same repository; one behind \`@\`, and \`imagePullPolicy\`, are little more than mentioned. Without restrictions a submitter may run any image anyway, so that libraries are judged for their own sake only: the finding is pedantic. An \`enum\` is no limit, since only the UI knows it, but lowers the confidence.`,
	guide: ["S16", "S17-20"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/", "https://argo-workflows.readthedocs.io/en/latest/variables/"],
	examples: [
		{
			title: "A library takes images and versions",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  entrypoint: any
  templates:
    - name: any
      inputs: {parameters: [{name: image}, {name: tag}, {name: digest}]}
      initContainers:
        - {name: first, image: "registry:5000/{{inputs.parameters.image}}:1.2"} # ✗ submitter
      container:
        image: "{{inputs.parameters.image}}:{{inputs.parameters.tag}}" # ✗ submitter
      sidecars:
        - {name: version, image: "registry:5000/app:{{inputs.parameters.tag}}"} # ✗ submitter
        - {name: digest, image: "registry:5000/app@{{inputs.parameters.digest}}"} # ✗ submitter
        - {name: policy, image: "registry:5000/app:1.2", imagePullPolicy: "{{inputs.parameters.tag}}"} # ✗ submitter
`
		},
		{
			title: "A library takes an image although submitters may only run templates",
			yaml: `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {workflowRestrictions: "templateReferencing: Strict"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  entrypoint: any
  arguments: {parameters: [{name: image, value: alpine:3.20}]}
  templates:
    - name: any
      script:
        image: "{{workflow.parameters.image}}" # ✗ restricted
        command: [sh]
        source: date
`
		},
		{
			title: "A workflow takes images from its arguments and from a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: image}, {name: registry, value: registry.example.com}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: run
            template: run
            arguments: {parameters: [{name: image, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script:
        image: "{{workflow.parameters.registry}}/alpine:3.20" # ✗ preset
        command: [sh]
        source: echo alpine:3.20
    - name: run
      inputs: {parameters: [{name: image}]}
      containerSet:
        containers:
          - {name: a, image: "{{inputs.parameters.image}}"} # ✗ output
          - {name: b, image: "{{workflow.parameters.image}}"} # ✗ argument
`
		},
		{
			title: "A sensor chooses the image",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: webhook, eventName: push}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: image, value: alpine}]}
                templates:
                  - name: main
                    container:
                      image: "{{workflow.parameters.image}}" # ✗ event
          parameters:
            - src: {dependencyName: push, dataKey: body.image}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "An expression chooses between fixed images",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: build
  templates:
    - name: build
      inputs: {parameters: [{name: kind}]}
      container:
        image: "{{= inputs.parameters.kind == 'go' ? 'golang:1.24' : 'node:24' }}"
        command: [make]
`
		},
		{
			title: "All callers name fixed images, and a tag that is not from Argo",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: test-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: test
            template: test
            arguments: {parameters: [{name: version, value: "{{item}}"}]}
            withItems: ["1.23", "1.24"]
    - name: test
      inputs: {parameters: [{name: version}]}
      container: {image: "golang:{{inputs.parameters.version}}", command: [go, test]}
      sidecars:
        - {name: other, image: "{{ image }}"}
`
		}
	]
};

// src/rules/parameterized-reference.ts?page
const artifact = /(?:^|\/)(?:artifacts|archiveLocation|artifact|artifactPaths)\/.*/.source;
new RegExp(`(?:secretKeyRef/name|envFrom/secretRef/name|^volumes/secret/secretName|^volumes/projected/sources/secret/name|^volumes/[^/]+/(?:nodePublishSecretRef/name|secretRef/name|secretName)|${artifact}Secret/name)$`), new RegExp(`(?:secretKeyRef/key|^volumes/secret/items/key|^volumes/projected/sources/secret/items/key|${artifact}Secret/key)$`);
const rulePart$41 = {
	docs: `A workflow may use every ServiceAccount, Secret, ConfigMap and volume claim of its namespace. Which of them it uses is what keeps a template from being more than it is meant to be. Where a parameter names it, whoever fills that in takes the account that deploys, reads the Secret of another team, or mounts a folder of the node.

Write the name. Where there are some to choose from, let an expression choose: \`{{= inputs.parameters.env == 'prod' ? 'deploy-prod' : 'deploy-test' }}\`.

A folder of the node is critical. Which entry of a Secret is read, volumes, the revision of a repository, the file that becomes an output, profiles and names that are fixed in part weigh one step less. Nodes, labels, ConfigMaps, the Secret to pull images with, locks, names of global outputs and folders of a volume are low: what they give away is not much more than what the workflow has. Names that come from the output of a step only count for accounts, Secrets and folders of the node, since a step that makes a volume has to say what it is called. Where submitters may run workflows of their own, they may name any account there: libraries are then judged for their own sake only, and the finding is pedantic.

The \`key\` of \`memoize\` is made of inputs by design. It is reported when it leaves one out that others choose: then whoever comes first decides what later runs get. An \`enum\` is no limit, since only the UI knows it, but lowers the confidence. \`podGC.labelSelector\` only picks among the workflow's own pods and is not reported.`,
	guide: ["S17-20", "S24"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/security/#workflow-pod-permissions",
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/secrets/",
		"https://argo-workflows.readthedocs.io/en/latest/service-accounts/"
	],
	examples: [
		{
			title: "A library takes the names of an account, of Secrets and of volumes",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: deploy
  arguments: {parameters: [{name: team}]}
  serviceAccountName: "{{workflow.parameters.team}}" # ✗ submitter
  volumes:
    - {name: data, persistentVolumeClaim: {claimName: "data-{{workflow.parameters.team}}"}} # ✗ submitter
    - {name: node, hostPath: {path: "{{workflow.parameters.team}}"}} # ✗ submitter
  templates:
    - name: deploy
      inputs:
        parameters: [{name: sa}, {name: secret}, {name: pool, enum: [small, large]}]
        artifacts:
          - name: source
            path: /src
            s3:
              key: source.tgz
              accessKeySecret: {name: "{{inputs.parameters.secret}}", key: id} # ✗ submitter
      serviceAccountName: "{{inputs.parameters.sa}}" # ✗ submitter
      nodeSelector: {pool: "{{inputs.parameters.pool}}"} # ✗ light
      container:
        image: alpine:3.20
        command: [id]
        env:
          - name: TOKEN
            valueFrom: {secretKeyRef: {name: tokens, key: "{{inputs.parameters.secret}}"}} # ✗ submitter
`
		},
		{
			title: "A library lets its caller choose volumes, profiles, labels, revisions and servers",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: test}
spec:
  entrypoint: test
  arguments: {parameters: [{name: team}]}
  podMetadata: {labels: {team: "{{workflow.parameters.team}}"}} # ✗ light
  podPriorityClassName: "{{workflow.parameters.team}}" # ✗ light
  dnsConfig: {nameservers: ["{{workflow.parameters.team}}"]} # ✗ submitter
  tolerations: [{key: "{{workflow.parameters.team}}", operator: Exists}] # ✗ light
  volumeClaimTemplates:
    - {metadata: {name: work}, spec: {accessModes: [ReadWriteOnce], volumeName: "{{workflow.parameters.team}}"}} # ✗ submitter
  templateDefaults:
    metadata: {annotations: {iam.amazonaws.com/role: "{{workflow.parameters.team}}"}} # ✗ submitter
  templates:
    - name: test
      inputs:
        parameters: [{name: x}]
        artifacts:
          - name: source
            path: /src
            git: {repo: "https://github.com/acme/app.git", revision: "{{inputs.parameters.x}}"} # ✗ submitter
      hostAliases: [{ip: "{{inputs.parameters.x}}", hostnames: [api.example.com]}] # ✗ submitter
      volumes:
        - {name: a, nfs: {server: nfs.example.com, path: "/{{inputs.parameters.x}}"}} # ✗ submitter
        - {name: b, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: "{{inputs.parameters.x}}"}}} # ✗ submitter
        - {name: c, csi: {driver: x.example.com, nodePublishSecretRef: {name: "{{inputs.parameters.x}}"}}} # ✗ submitter
        - {name: d, projected: {sources: [{serviceAccountToken: {path: token, audience: "{{inputs.parameters.x}}"}}]}} # ✗ submitter
        - {name: e, projected: {sources: [{configMap: {name: "{{=inputs.parameters.x}}"}}]}} # ✗ light
      initContainers:
        - name: first
          image: alpine:3.20
          securityContext: {capabilities: {add: ["{{inputs.parameters.x}}"]}} # ✗ submitter
      container:
        image: alpine:3.20
        command: [id]
        securityContext: {seccompProfile: {type: Localhost, localhostProfile: "{{inputs.parameters.x}}"}} # ✗ submitter
      outputs:
        artifacts: [{name: a, path: "{{inputs.parameters.x}}"}] # ✗ submitter
        parameters: [{name: b, globalName: "{{inputs.parameters.x}}", valueFrom: {path: /b}}] # ✗ light
`
		},
		{
			title: "A library takes an account although submitters may only run templates",
			yaml: `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {workflowRestrictions: "templateReferencing: Secure"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: sa}]}
      serviceAccountName: "{{inputs.parameters.sa}}" # ✗ restricted
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A result is kept under a key that leaves an input out",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: build
      inputs: {parameters: [{name: commit}, {name: flags}]}
      memoize: {key: "build-{{inputs.parameters.commit}}", maxAge: 24h, cache: {configMap: {name: builds}}} # ✗ kept
      container: {image: alpine:3.20, command: [make], args: ["{{inputs.parameters.flags}}"]}
`
		},
		{
			title: "A workflow takes them from its arguments and from a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: sa}, {name: secret, value: tokens}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: deploy
            template: deploy
            arguments: {parameters: [{name: sa, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      synchronization: {mutexes: [{name: "{{workflow.parameters.sa}}"}]} # ✗ light
      serviceAccountName: "{{workflow.parameters.sa}}" # ✗ argument
      script: {image: alpine:3.20, command: [sh], source: echo deployer}
    - name: deploy
      inputs: {parameters: [{name: sa}]}
      executor: {serviceAccountName: "{{inputs.parameters.sa}}"} # ✗ output
      container:
        image: alpine:3.20
        command: [id]
        envFrom: [{secretRef: {name: "{{workflow.parameters.secret}}"}}] # ✗ preset
`
		},
		{
			title: "An event chooses the Secret",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: call, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: tenant, value: none}]}
                templates:
                  - name: main
                    volumes: [{name: key, secret: {secretName: "{{workflow.parameters.tenant}}"}}] # ✗ event
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: call, dataKey: body.tenant}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "An expression chooses between accounts that are written here",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: deploy
  templates:
    - name: deploy
      inputs: {parameters: [{name: env}]}
      memoize: {key: "deploy-{{inputs.parameters.env}}", maxAge: 1h, cache: {configMap: {name: deploys}}}
      serviceAccountName: "{{= inputs.parameters.env == 'prod' ? 'deploy-prod' : 'deploy-test' }}"
      container: {image: alpine:3.20, command: [id], env: [{name: ENV, value: "{{inputs.parameters.env}}"}]}
`
		},
		{
			title: "A key of all inputs, volumes and labels of fixed names, and what only the pod itself has",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  podMetadata: {labels: {run: "{{workflow.name}}"}}
  podGC: {strategy: OnPodCompletion, labelSelector: {matchLabels: {keep: "{{workflow.parameters.keep}}"}}}
  arguments: {parameters: [{name: keep}]}
  templates:
    - name: build
      inputs: {parameters: [{name: commit}, {name: flags}]}
      memoize: {key: "{{=sprig.sha256sum(toJson(inputs.parameters))}}", maxAge: 24h, cache: {configMap: {name: builds}}}
      volumes:
        - {name: "{{inputs.parameters.commit}}", emptyDir: {medium: Memory}}
        - {name: b, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: build}}}
      container: {image: alpine:3.20, command: [make], env: [{name: FLAGS, value: "{{inputs.parameters.flags}}"}]}
`
		},
		{
			title: "Names that only the workflow itself gives, and that of a volume which a step makes",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: each-}
spec:
  entrypoint: main
  volumes: [{name: data, persistentVolumeClaim: {claimName: "{{workflow.name}}-data"}}]
  templates:
    - name: main
      steps:
        - - name: run
            template: run
            arguments: {parameters: [{name: secret, value: "{{item}}"}]}
            withItems: [first, second]
        - - {name: use, template: use}
    - name: make
      resource:
        action: create
        manifest: "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {generateName: data-}}"
      outputs: {parameters: [{name: claim, valueFrom: {jsonPath: "{.metadata.name}"}}]}
    - name: use
      steps:
        - - {name: make, template: make}
        - - name: read
            template: read
            arguments: {parameters: [{name: claim, value: "{{steps.make.outputs.parameters.claim}}"}]}
    - name: read
      inputs: {parameters: [{name: claim}]}
      volumes: [{name: data, persistentVolumeClaim: {claimName: "{{inputs.parameters.claim}}"}}]
      container: {image: alpine:3.20, command: [id]}
    - name: run
      inputs: {parameters: [{name: secret}]}
      container:
        image: alpine:3.20
        command: [id]
        env: [{name: KEY, valueFrom: {secretKeyRef: {name: "{{inputs.parameters.secret}}", key: id}}}]
`
		}
	]
};

// src/rules/persistence-insecure-transport.ts?page
const rulePart$40 = {
	docs: `
The archive holds every workflow with its parameters, and the synchronization database decides who holds a lock. Whoever reads or changes what goes to it on the way gets the database's password as well.

PostgreSQL gets TLS by \`ssl: true\` and \`sslMode\`. Without \`ssl: true\`, \`sslMode\` is not used at all. \`ssl: true\` alone, \`prefer\` and \`allow\` talk plain text with a server that says it has no TLS, which whoever stands in between can say for it. \`require\` encrypts, but takes any certificate, and \`verify-ca\` that of any host. Use \`verify-full\`, and see that the certificate of the database can be checked in the pods of controller and server.

MySQL gets TLS by \`options: {tls: "true"}\`; \`preferred\` falls back, \`skip-verify\` takes any certificate. Argo 4.1.0 and 4.1.1 do not use the option: upgrade.

Within the cluster, traffic passes fewer hands, so a host that is a Service is for the pedantic. A database at \`localhost\` is behind a proxy in the same pod and is not reported.

The fix asks for a connection that is checked. It works once the database has such a certificate.`,
	guide: ["S48"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/workflow-archive/",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/",
		"https://www.postgresql.org/docs/current/libpq-ssl.html"
	],
	examples: [
		{
			title: "PostgreSQL without TLS, and with TLS that whoever is in between can switch off",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    archive: true
    postgresql: # ✗ plain
      host: db.example.com
      database: argo
      tableName: argo_workflows
  synchronization: |
    postgresql:
      host: db.example.com
      database: argo
      ssl: true
      sslMode: prefer # ✗ fallback
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: |
    persistence:
      postgresql:
        host: db.example.com
        ssl: false # ✗ plain
        sslMode: verify-full
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    archive: true
    postgresql:
      host: db.example.com
      database: argo
      tableName: argo_workflows
      ssl: true
      sslMode: verify-full
  synchronization: |
    postgresql:
      host: db.example.com
      database: argo
      ssl: true
      sslMode: verify-full
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: |
    persistence:
      postgresql:
        host: db.example.com
        ssl: true
        sslMode: verify-full
`
		},
		{
			title: "MySQL without TLS, or with one that is not checked",
			argoVersion: "3.7.18",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    mysql: # ✗ plain
      host: db.example.com
      database: argo
  synchronization: |
    mysql:
      host: db.example.com
      database: argo
      options:
        charset: utf8mb4
        tls: skip-verify # ✗ unverified
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    mysql:
      host: db.example.com
      database: argo
      options:
        tls: "true"
  synchronization: |
    mysql:
      host: db.example.com
      database: argo
      options:
        charset: utf8mb4
        tls: "true"
`
		},
		{
			title: "A database in the cluster, and one whose certificate may be that of any host",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    postgresql: # ✗ in-cluster
      host: postgres.argo.svc.cluster.local
      port: 5432
  synchronization: |
    postgresql: {host: db.example.com, ssl: true, sslMode: verify-ca} # ✗ unverified`
		},
		{
			title: "Values of Argo's Helm chart, in a file and in an Application of Argo CD",
			yaml: `
controller:
  workflowNamespaces: [jobs]
  persistence:
    archive: true
    postgresql: {host: db.example.com, ssl: false} # ✗ plain
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: argo-workflows, namespace: argocd}
spec:
  source:
    chart: argo-workflows
    repoURL: https://argoproj.github.io/argo-helm
    targetRevision: 1.0.18
    helm:
      values: |
        server: {authModes: [client]}
        controller:
          persistence:
            mysql: # ✗ plain
              host: db.example.com
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: other, namespace: argocd}
spec:
  source:
    chart: argo-workflows
    repoURL: https://argoproj.github.io/argo-helm
    targetRevision: 1.0.18
    helm:
      valuesObject:
        controller:
          workflowNamespaces: [jobs]
          persistence:
            postgresql: {host: db.example.com, ssl: true, sslMode: allow} # ✗ fallback
`,
			fixed: `
controller:
  workflowNamespaces: [jobs]
  persistence:
    archive: true
    postgresql: {host: db.example.com, ssl: true, sslMode: verify-full}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: argo-workflows, namespace: argocd}
spec:
  source:
    chart: argo-workflows
    repoURL: https://argoproj.github.io/argo-helm
    targetRevision: 1.0.18
    helm:
      values: |
        server: {authModes: [client]}
        controller:
          persistence:
            mysql:
              host: db.example.com
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: other, namespace: argocd}
spec:
  source:
    chart: argo-workflows
    repoURL: https://argoproj.github.io/argo-helm
    targetRevision: 1.0.18
    helm:
      valuesObject:
        controller:
          workflowNamespaces: [jobs]
          persistence:
            postgresql: {host: db.example.com, ssl: true, sslMode: verify-full}
`
		},
		{
			title: "TLS of MySQL that this version does not use",
			argoVersion: "4.1.1",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    mysql: {host: db.example.com, options: {tls: "true"}} # ✗ ignored`
		},
		{
			title: "A connection that is encrypted and checked",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    archive: true
    postgresql: {host: db.example.com, database: argo, ssl: true, sslMode: verify-full}
  synchronization: |
    mysql: {host: db.example.com, options: {tls: "true"}}`
		},
		{
			title: "A proxy in the same pod, and no database at all",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    postgresql: {host: 127.0.0.1, port: 5432, database: argo}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  persistence: |
    connectionPool: {maxIdleConns: 100}`
		}
	]
};

// src/rules/pipe-to-shell.ts?page
const rulePart$39 = {
	docs: `
What \`curl … | sh\` runs is decided each time by whoever holds that address: a taken-over account, an expired domain or
a changed script then runs with the ServiceAccount, the Secrets and the network of the step. With \`-k\`,
\`http://\` or one of the switches that skip a check, anybody on the way decides it too.

Put the program into the image, where it is built once and can be pinned by digest. Where that is not possible, fetch a
fixed version, compare its checksum and run it then: \`curl -sSLo i.sh … && echo "$SUM  i.sh" | sha256sum -c && sh
i.sh\`. Instead of switching a check off, give the command the certificate or the host key that it is to trust.

Lynceus reads the shell programs of containers and scripts as a shell does, so that comments, texts that are printed
and pipes into \`python -c\` are no findings; a program that it cannot read is left out. A script that compares any
checksum is taken to compare that of its downloads.`,
	guide: ["S2"],
	references: ["https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF", "https://slsa.dev/spec/v1.0/threats"],
	examples: [
		{
			title: "Into a shell, in every way",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: setup-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        command: [sh, -c]
        args: ["curl -sSL https://example.com/install.sh | sh"] # ✗ run-download
    - name: hooks
      container:
        image: alpine:3.20
        command: [serve]
        lifecycle: {postStart: {exec: {command: [sh, -c, "wget -qO- https://example.com/a.sh | sh"]}}} # ✗ run-download
        readinessProbe: {exec: {command: [wget, -q, --spider, "https://localhost/ready"]}}
    - name: script
      script:
        image: ubuntu:24.04
        command: [bash]
        source: |
          set -e
          curl -s http://example.com/install.sh | # ✗ run-unprotected
            sudo bash -s -- --yes
          source <(curl -s https://example.com/env.sh) # ✗ run-download
          wget -q https://example.com/tool.sh # ✗ run-download
          chmod +x tool.sh && ./tool.sh
          kubectl apply -f https://example.com/crds.yaml # ✗ apply`
		},
		{
			title: "Checks that are switched off",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        initContainers:
          - name: fetch
            image: curlimages/curl:8.10.1
            command: [curl, -sk, "https://example.com/data"] # ✗ unverified
        container:
          image: node:22.9.0
          env:
            - {name: NODE_TLS_REJECT_UNAUTHORIZED, value: "0"} # ✗ unverified
          command: [sh, -c]
          args:
            - |
              git -c http.sslVerify=false clone https://git.example.com/app.git # ✗ unverified
              echo "StrictHostKeyChecking no" >> ~/.ssh/config # ✗ unverified
              kubectl --insecure-skip-tls-verify get nodes # ✗ unverified
              sh -c 'curl -s https://example.com/install.sh | sh' # ✗ run-download
              curl -k https://kubernetes.default.svc/version # ✗ unverified-inside`
		},
		{
			title: "Fetched, compared and then run; data; comments and texts",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: setup-}
spec:
  entrypoint: main
  templates:
    - name: main
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          # curl https://example.com/install.sh | sh
          echo "curl https://example.com/install.sh | sh"
          curl -sSLo i.sh https://example.com/i.sh && echo "$SUM  i.sh" | sha256sum -c && sh i.sh
          curl -s https://example.com/data.json | python3 -c "import json, sys; print(json.load(sys.stdin))"
          kubectl apply -f manifest.yaml
    - name: plain
      container: {image: "alpine:3.20", command: [curl, -o, k, "https://example.com/k"]}`
		},
		{
			title: "A program of another language, and a variable that switches nothing off",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: setup-}
spec:
  entrypoint: main
  templates:
    - name: main
      script:
        image: python:3.13.0
        env: [{name: NODE_TLS_REJECT_UNAUTHORIZED, value: "1"}]
        command: [python]
        source: |
          print("curl http://example.com/install.sh | sh")`
		}
	]
};

// src/rules/pod-security-restricted.ts?page
new Set("configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret".split(" "));
const rulePart$38 = {
	docs: `
The standard \`restricted\` is what Kubernetes recommends for everything that needs no more: no way to get further
rights, no capabilities, a seccomp profile, no root, no volume of the node. A flaw in a step then stays in its container.

Set \`seccompProfile: {type: RuntimeDefault}\` in the \`securityContext\` of the spec, and in each container's
\`allowPrivilegeEscalation: false\` and \`capabilities: {drop: [ALL]}\`; these two exist for containers alone. For all
workflows at once, \`mainContainer.securityContext\` in the controller's configuration gives them to main containers.
Argo's own containers meet the standard only when the controller sets \`executor.securityContext\`, which no workflow
can do for it.

That pods may run as root is for \`run-as-root\` to report, unless their namespace enforces the standard; a \`runAsUser\`
without \`runAsNonRoot: true\` keeps them from root, but does not meet it. What the standard \`baseline\` forbids has
rules of its own. One finding tells of all containers of an object; those of Windows, and pods with a patch that is known only when it
runs, are left out. The fix sets what is missing; images that need more will fail.`,
	guide: ["S30"],
	references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted", "https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/"],
	examples: [
		{
			title: "Nothing is said, or a part",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec: # ✗ missing, writable
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
    - name: part
      script:
        image: alpine:3.20
        securityContext:
          readOnlyRootFilesystem: true
          allowPrivilegeEscalation: false
          capabilities: {add: [NET_BIND_SERVICE]}
        command: [sh]
        source: id`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop:
              - ALL
    - name: part
      script:
        image: alpine:3.20
        securityContext:
          readOnlyRootFilesystem: true
          allowPrivilegeEscalation: false
          capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}
        command: [sh]
        source: id`
		},
		{
			title: "A namespace that enforces it, and a volume that it forbids",
			yaml: `
apiVersion: v1
kind: Namespace
metadata:
  name: argo-workflow-builds
  labels: {pod-security.kubernetes.io/enforce: restricted}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, namespace: argo-workflow-builds}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ enforced
    entrypoint: main
    securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
    volumes: [{name: data, nfs: {server: nfs.example.org, path: /}}]
    templates:
      - name: main
        container:
          image: alpine:3.20
          securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}`
		},
		{
			title: "A namespace that refuses what may be root, and a number that is no switch",
			yaml: `
apiVersion: v1
kind: Namespace
metadata:
  name: argo-workflow-builds
  labels: {pod-security.kubernetes.io/enforce: restricted}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: argo-workflow-builds}
spec: # ✗ enforced
  entrypoint: main
  securityContext:
    seccompProfile: {type: RuntimeDefault}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: test-, namespace: argo-workflow-tests}
spec: # ✗ missing
  entrypoint: main
  securityContext: {runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}`,
			fixed: `
apiVersion: v1
kind: Namespace
metadata:
  name: argo-workflow-builds
  labels: {pod-security.kubernetes.io/enforce: restricted}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: argo-workflow-builds}
spec:
  entrypoint: main
  securityContext:
    seccompProfile: {type: RuntimeDefault}
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: test-, namespace: argo-workflow-tests}
spec:
  entrypoint: main
  securityContext: {runAsUser: 1000, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}`
		},
		{
			title: "Everything that the standard asks for",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  volumes: [{name: tmp, emptyDir: {}}]
  templateDefaults:
    container: &safe
      securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
  templates:
    - name: main
      steps: [[{name: a, template: work}]]
    - name: work
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A probe that asks another host",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: serve-}
spec: # ✗ missing
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  templates:
    - name: main
      daemon: true
      container:
        image: nginxinc/nginx-unprivileged:1.27.2
        readinessProbe: {httpGet: {host: 169.254.169.254, port: 80, path: /}}
        livenessProbe: {httpGet: {port: 8080, path: /}}
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}`
		},
		{
			title: "The controller's defaults give it, and Windows has none of it",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec: {securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}}
  mainContainer: |
    securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: on-windows
      nodeSelector: {kubernetes.io/os: windows}
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}`
		}
	]
};

// src/rules/pod-spec-patch-injection.ts?page
const rulePart$37 = {
	docs: `Argo replaces the tags of a \`podSpecPatch\` in its text and only then reads it as JSON or YAML. A value that closes a quote or begins a new line adds fields of its own: \`64Mi"}}],"hostPID":true\` makes a memory limit into access to the node. Quotes in the patch do not help, and a patch reaches every field of the pod: privileges, volumes of the node, the ServiceAccount, other containers. Workflow restrictions do not hold against it either, since the patch belongs to the template that they trust.

Write \`{{=toJson(inputs.parameters.memory)}}\` without quotes around it: the result is a JSON string, with its own quotes and escapes. \`{{=asInt(…)}}\` does for numbers. Better still, set \`resources\` and the like in the container, where a value stays a value. A fix does the former for values that are surely texts or numbers. Neither helps in a text that the pod runs, as after \`sh -c\`: there the value belongs into \`env\`. It is critical where others choose the value and the pod's ServiceAccount is known to have dangerous rights. Values that nobody can change are not reported. The patches of the agent's pod and of the pods that delete artifacts hold no tags that Argo replaces.`,
	guide: ["S16", "S17-20"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/fields/",
		"https://argo-workflows.readthedocs.io/en/latest/variables/",
		"https://cwe.mitre.org/data/definitions/74.html"
	],
	examples: [
		{
			title: "A library template takes the memory limit as text",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":"{{inputs.parameters.memory}}"}}}]}' # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
    - name: train-quoted
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: "{{=toJson(inputs.parameters.memory)}}"}} # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":{{=toJson(inputs.parameters.memory)}}}}}]}'
      container: {image: alpine:3.20, command: [id]}
    - name: train-quoted
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: {{=toJson(inputs.parameters.memory)}}}}
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A workflow patches its pods with parameters and with the output of a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: memory
      - {name: pool, value: small}
  podSpecPatch: |
    nodeSelector:
      pool: {{workflow.parameters.pool}} # ✗ preset
    containers:
      - name: main
        resources: {limits: {memory: "{{workflow.parameters.memory}}"}} # ✗ argument
  templates:
    - name: main
      steps:
        - - {name: size, template: size}
        - - name: train
            template: train
            arguments: {parameters: [{name: cpu, value: "{{steps.size.outputs.result}}"}]}
    - name: size
      script: {image: alpine:3.20, command: [sh], source: nproc}
    - name: train
      inputs: {parameters: [{name: cpu}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"cpu":"{{inputs.parameters.cpu}}"}}}]}' # ✗ output
      container: {image: alpine:3.20, command: [id]}
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: memory
      - {name: pool, value: small}
  podSpecPatch: |
    nodeSelector:
      pool: {{=toJson(workflow.parameters.pool)}}
    containers:
      - name: main
        resources: {limits: {memory: {{=toJson(workflow.parameters.memory)}}}}
  templates:
    - name: main
      steps:
        - - {name: size, template: size}
        - - name: train
            template: train
            arguments: {parameters: [{name: cpu, value: "{{steps.size.outputs.result}}"}]}
    - name: size
      script: {image: alpine:3.20, command: [sh], source: nproc}
    - name: train
      inputs: {parameters: [{name: cpu}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"cpu":{{=toJson(inputs.parameters.cpu)}}}}}]}'
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A sensor chooses the nodes of the workflow that it submits",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: build
                arguments: {parameters: [{name: pool, value: small}]}
                podSpecPatch: '{"nodeSelector":{"pool":"{{workflow.parameters.pool}}"}}' # ✗ event
                templates:
                  - name: build
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: push, dataTemplate: "{{ .Input.body.head.label }}"}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "Defaults, an inline template and a pod whose account may do anything",
			yaml: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: train}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: train, namespace: ml}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train, namespace: ml}
spec:
  serviceAccountName: train
  arguments: {parameters: [{name: pool}]}
  templateDefaults:
    podSpecPatch: '{"nodeSelector":{"pool":"{{workflow.parameters.pool}}"}}' # ✗ submitter
  templates:
    - name: main
      inputs: {parameters: [{name: memory}]}
      steps:
        - - name: train
            inline:
              podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":"{{inputs.parameters.memory}}"}}}]}' # ✗ submitter
              container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "The value arrives as a JSON string or as a number",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: memory}, {name: cpus}]}
      podSpecPatch: |
        containers:
          - name: main
            resources:
              limits:
                memory: {{=toJson(inputs.parameters.memory)}}
                cpu: {{=asInt(inputs.parameters.cpus)}}
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "The pod runs the value as code, whatever quotes it arrives in",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: message}]}
      podSpecPatch: |
        initContainers:
          - name: hello
            image: alpine:3.20
            command: [sh, -c, {{=toJson('echo ' + inputs.parameters.message)}}] # ✗ submitter
          - name: again
            image: alpine:3.20
            command: [sh, -c, "echo {{inputs.parameters.message}}"] # ✗ submitter
          - name: safe
            image: alpine:3.20
            command: [sh, -c, 'echo "$1"', sh, {{=toJson(inputs.parameters.message)}}]
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "Every caller gives fixed text",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: train}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        dag:
          tasks:
            - name: small
              template: train
              arguments: {parameters: [{name: memory, value: 1Gi}]}
            - name: large
              template: train
              arguments: {parameters: [{name: memory, value: 64Gi}]}
      - name: train
        inputs: {parameters: [{name: memory}]}
        podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":"{{inputs.parameters.memory}}"}}}]}'
        container: {image: alpine:3.20, command: [id]}
`
		}
	]
};

// src/rules/pod-spec-patch-weakens-security.ts?page
const rulePart$36 = {
	docs: `
Argo lays \`podSpecPatch\` over the finished pod, after everything else. It undoes what the spec, the controller's
defaults and a reviewer have settled: another ServiceAccount, another image for the containers \`init\`, \`wait\` and
\`supervisor\`, which hold the credentials of the artifact storage and the token with which results are reported.

Say it in the field that is made for it, where people look for it: \`serviceAccountName\`, \`executor\`, \`volumes\`.
Settings of Argo's own containers belong into the controller's \`executor\`. What no other field can say, such as
\`resources\` of one container or \`hostUsers: false\`, is what a patch is for.

What a patch does to user containers and to the pod, such as \`privileged\`, \`hostPID\` or capabilities, is reported by
the rules for these; so is root in Argo's own. Every container of a pod has \`/var/run/argo\` already, so a patch that
mounts it gains nothing and is no finding. The environment of \`wait\` is often set for a proxy; it is graded lower,
because it says where credentials are sent without running other code.`,
	guide: ["S17-20", "S24"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/",
		"https://github.com/argoproj/argo-workflows/security/advisories/GHSA-3wf5-g532-rcrr"
	],
	examples: [
		{
			title: "Another account, and another executor",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  templates:
    - name: main
      podSpecPatch: |
        serviceAccountName: cluster-ops # ✗ identity
        automountServiceAccountToken: true # ✗ token
        shareProcessNamespace: true # ✗ processes
        containers:
          - name: wait
            image: example.com/my-argoexec:dev # ✗ executor
            env: [{name: HTTPS_PROXY, value: "http://proxy.example.org"}] # ✗ executor-environment
          - name: main
            volumeMounts:
              - name: exec-sa-token # ✗ executor-token
                mountPath: /token
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Patches of a CronWorkflow and of pods that clean up; a template that applies a manifest",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    artifactGC:
      strategy: OnWorkflowDeletion
      podSpecPatch: '{"serviceAccountName": "cluster-ops"}' # ✗ identity
    podSpecPatch: '{"initContainers": [{"name": "init", "command": ["sh"]}]}' # ✗ executor
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: apply
        podSpecPatch: |
          containers:
            - name: main
              image: example.com/kubectl:dev # ✗ executor
        resource:
          action: apply
          manifest: "{}"`
		},
		{
			title: "A token that the workflow withholds, an account that is put in later, and all that pods that clean up do not need",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  automountServiceAccountToken: false
  executor: {serviceAccountName: executor}
  artifactGC:
    strategy: OnWorkflowDeletion
    podSpecPatch: |
      hostNetwork: true # ✗ artifact-gc
      hostPID: false
      volumes:
        - name: node
          hostPath: {path: /} # ✗ artifact-gc
      containers:
        - name: main
          image: example.com/argoexec:dev # ✗ artifact-gc
          securityContext:
            privileged: true # ✗ artifact-gc
            capabilities:
              add: [SYS_ADMIN] # ✗ artifact-gc
          resources: {limits: {memory: 64Mi}}
  templates:
    - name: main
      podSpecPatch: |
        automountServiceAccountToken: true # ✗ withheld-token
      container: {image: "alpine:3.20"}
    - name: chosen
      inputs: {parameters: [{name: account}]}
      podSpecPatch: |
        serviceAccountName: "{{inputs.parameters.account}}" # ✗ identity
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A patch that is no YAML",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  templates:
    - name: main
      podSpecPatch: '{"containers": [' # ✗ unreadable
      container: {image: "alpine:3.20"}`
		},
		{
			title: "What patches are for",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  podSpecPatch: '{"terminationGracePeriodSeconds": 5, "hostUsers": false, "serviceAccountName": "deploy"}'
  templates:
    - name: main
      podSpecPatch: |
        automountServiceAccountToken: false
        containers:
          - name: main
            image: alpine:3.21
            resources: {limits: {memory: "{{inputs.parameters.memory}}"}}
          - name: wait
            resources: {limits: {memory: 64Mi}}
            securityContext: {runAsNonRoot: true}
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Fields of the same names outside of patches, and a patch that another replaces",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  shareProcessNamespace: true
  podSpecPatch: |
    shareProcessNamespace: true
  templates:
    - name: main
      podSpecPatch: |
        shareProcessNamespace: false
      container: {image: "alpine:3.20"}
      sidecars: [{name: wait-for-it, image: "alpine:3.20", command: [sleep], args: ["10"]}]`
		}
	]
};

// src/rules/privileged-container.ts?page
const rulePart$35 = {
	docs: `
A privileged container has every capability and every device of its node: whoever controls what runs in it, also
through a parameter, an image or a script that it downloads, controls the node and all pods on it. Argo starts what the
manifest says and stops nothing that a Job could do.

Drop \`privileged\`. Images can be built without it: by rootless BuildKit, Kaniko or Buildah. Where a build cannot do
without, give its pods a user namespace with \`podSpecPatch: '{"hostUsers": false}'\`, run it on nodes of its own, and
say so in an ignore comment. It is worst where the pod also has the node's file system or processes, or where text
that others choose is run in it.

Lynceus looks at user containers of every kind, at \`templateDefaults\`, at what \`podSpecPatch\` makes of a pod, at the
controller's \`mainContainer\` and \`executor\`, and at pods that a workflow applies.`,
	guide: ["S17-20"],
	references: [
		"https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
		"https://argo-workflows.readthedocs.io/en/latest/fields/#securitycontext",
		"https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"
	],
	examples: [
		{
			title: "A step that builds an image",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          # Owns the cache.
          runAsUser: 1000
          privileged: true # ✗
        command: [docker, build, .]`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          # Owns the cache.
          runAsUser: 1000
        command: [docker, build, .]`
		},
		{
			title: "A sidecar of a CronWorkflow that also has the node's disk",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container:
          image: alpine:3.20
        sidecars:
          - name: builder
            image: quay.io/podman/stable:v5.2.5
            securityContext: {privileged: yes} # ✗ node-access
            volumeMounts:
              - {name: disk, mountPath: /host}
        volumes:
          - name: disk
            hostPath: {path: /}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container:
          image: alpine:3.20
        sidecars:
          - name: builder
            image: quay.io/podman/stable:v5.2.5
            volumeMounts:
              - {name: disk, mountPath: /host}
        volumes:
          - name: disk
            hostPath: {path: /}`
		},
		{
			title: "A pod with a user namespace, and one that a patch makes privileged",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  templates:
    - name: in-user-namespace
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: quay.io/podman/stable:v5.2.5
        securityContext:
          privileged: true # ✗ user-namespace
    - name: patched
      podSpecPatch: |
        containers:
          - name: main
            securityContext:
              privileged: true # ✗
      script:
        image: alpine:3.20
        command: [sh]
        source: id`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  templates:
    - name: in-user-namespace
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: quay.io/podman/stable:v5.2.5
    - name: patched
      script:
        image: alpine:3.20
        command: [sh]
        source: id`
		},
		{
			title: "The default of all containers, written once for two templates",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: one
  templateDefaults:
    container:
      securityContext:
        privileged: true # ✗
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A library whose submitters choose what runs, and patches in which a tag decides",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  templates:
    - name: chosen
      inputs: {parameters: [{name: target}]}
      container:
        image: quay.io/podman/stable:v5.2.5
        command: [sh, -c]
        args: ["make {{inputs.parameters.target}}"]
        securityContext: {privileged: true} # ✗ steered
    - name: handed-over
      inputs: {parameters: [{name: target}]}
      container:
        image: quay.io/podman/stable:v5.2.5
        command: [sh, -c]
        args: ['make "$TARGET"']
        env: [{name: TARGET, value: "{{inputs.parameters.target}}"}]
        securityContext: {privileged: true} # ✗
    - name: switched
      inputs: {parameters: [{name: privileged}]}
      podSpecPatch: |
        containers:
          - name: main
            securityContext:
              privileged: {{inputs.parameters.privileged}} # ✗ by-tag
      container:
        image: quay.io/podman/stable:v5.2.5`
		},
		{
			title: "A rootless build",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: moby/buildkit:v0.17.0-rootless
        securityContext:
          privileged: false
          runAsUser: 1000`
		},
		{
			title: "Keys that the cluster drops: a pod has no such field",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  securityContext:
    privileged: true
  templates:
    - name: build
      securityContext:
        privileged: true
      container:
        image: alpine:3.20
        securityContext:
          privileged: "{{workflow.parameters.privileged}}"`
		}
	]
};

// src/rules/privileged-service-account.ts?page
/** Beyond this many, workflows with one account are one finding at the binding. */
const many$1 = 9;
const rulePart$34 = {
	docs: `
A step can use all rights of its ServiceAccount: its token is mounted into the pod. Whoever controls the image, an input or a dependency of a step controls the account too. That matters when it may do more than report results: read Secrets, start pods or workflows, which may run as any other account of the namespace, run commands in other pods, make tokens, or change roles. Argo's security guide asks for different ServiceAccounts where a pod needs elevated permissions.

Give \`spec.serviceAccountName\` an account that may only \`create\` and \`patch\` \`workflowtaskresults\`, and name a stronger one in \`templates[].serviceAccountName\` of the steps that need it.

Rights are followed from the account through bindings to roles: those among the files, with aggregation, and \`cluster-admin\`, \`admin\`, \`edit\` and \`view\`. The finding shows the way. It is critical when the right counts in the whole cluster and leads to all of it; one step worse when a sensor or an event binding fills the workflow from an event, and milder when the rights lie in another namespace than the workflow, or the controller takes workflows from templates only. What is said where no namespace is written is less certain. A rule with \`resourceNames\` is what a careful author writes, and is passed over. To write role bindings without \`bind\` hands on only what one has, so it counts less than \`bind\` and \`escalate\`. A sensor may name the account when it submits (\`args: [--serviceaccount, …]\`), in the place of the one at \`spec\`. The account \`default\` is the business of \`default-service-account\` and \`default-service-account-binding\`.

When more than ${many$1} workflows name one account, they are one finding at the binding. There is no fix: which steps need the rights is for a person to say.`,
	guide: [
		"S11",
		"S23",
		"S25",
		"S26",
		"H4"
	],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/security/#workflow-pod-permissions",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/",
		"https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks"
	],
	examples: [
		{
			title: "An account that is bound to `cluster-admin`",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: ci, namespace: builds}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-, namespace: builds}
spec:
  serviceAccountName: ci # ✗ workflow
  entrypoint: main
  templates: [{name: main, container: {image: "alpine:3.20"}}]`
		},
		{
			title: "Rights that come by aggregation, to a template, the executor and the pods that delete artifacts",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: deploy}
aggregationRule:
  clusterRoleSelectors: [{matchLabels: {team: deploy}}]
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: deploy-apps, labels: {team: deploy}}
rules: [{apiGroups: [apps], resources: [deployments], verbs: [get, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: deploy, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: deploy}
subjects: [{kind: ServiceAccount, name: deployer, namespace: builds}]
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, namespace: builds}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    serviceAccountName: ci-minimal
    executor:
      serviceAccountName: deployer # ✗ no-user-code
    artifactGC:
      strategy: OnWorkflowDeletion
      serviceAccountName: deployer # ✗ no-user-code
    entrypoint: main
    templates:
      - name: main
        serviceAccountName: deployer # ✗ workflow
        container: {image: "alpine:3.20"}
      - name: apply
        serviceAccountName: deployer # ✗ no-user-code
        resource: {action: apply, manifest: "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}"}`
		},
		{
			title: "Many workflows with one account",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: pipelines, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects:
  - kind: ServiceAccount
    name: pipeline # ✗ shared
${Array.from({ length: 10 }, (_, index) => `---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: step-${index}, namespace: builds}
spec:
  serviceAccountName: pipeline
  entrypoint: main
  templates: [{name: main, container: {image: "alpine:3.20"}}]`).join("\n")}`
		},
		{
			title: "The defaults of the controller name a strong account for all workflows",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  workflowDefaults: |
    spec:
      serviceAccountName: runner # ✗ workflow
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: runner}
rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: runner}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: runner}
subjects: [{kind: ServiceAccount, name: runner, namespace: builds}]`
		},
		{
			title: "Only one step has more than the executor needs, and that only for two objects",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: ci}, {kind: ServiceAccount, name: deployer}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: deployer, namespace: builds}
rules:
  - {apiGroups: [apps], resources: [deployments], resourceNames: [web], verbs: [get, patch]}
  - {apiGroups: [""], resources: [secrets], resourceNames: [registry], verbs: [get]}
  - {apiGroups: [""], resources: [pods], verbs: [get, watch, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: deployer, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
subjects: [{kind: ServiceAccount, name: deployer}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-, namespace: builds}
spec:
  serviceAccountName: ci
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: deploy
      serviceAccountName: deployer
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A strong account of the same name in another namespace, and cluster-wide resources that a Role cannot give",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci, namespace: other}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects: [{kind: ServiceAccount, name: ci, namespace: other}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: nodes, namespace: builds}
rules: [{apiGroups: ["", argoproj.io], resources: [nodes, clusterworkflowtemplates], verbs: [patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: nodes, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: nodes}
subjects: [{kind: ServiceAccount, name: ci, namespace: builds}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-, namespace: builds}
spec:
  serviceAccountName: ci
  entrypoint: main
  templates: [{name: main, container: {image: "alpine:3.20"}}]`
		}
	]
};

// src/rules/removed-field.ts?page
const rulePart$33 = {
	docs: `
The cluster drops fields that it does not know, and since 4.0 Argo's full schemas make it refuse or prune them. What
was meant does not happen, and nothing says so: a CronWorkflow is not scheduled, two workflows that should exclude each
other run at once, a container that looks confined is not.

Write the field that has taken its place: \`schedules\`, \`mutexes\` and \`semaphores\` (from 3.6 on, the only ones from
4.0 on), \`podPriorityClassName\`, \`ttlStrategy\`. Put \`allowPrivilegeEscalation\`, \`capabilities\`, \`privileged\` and
\`readOnlyRootFilesystem\` into the \`securityContext\` of each container; the one of a spec or a template is the pod's.

The version is that of the controller's image or of the setting \`argoVersion\`. Without either, what a version has
removed is only told to those who ask for pedantry, since older ones still read it. Settings of the controller are
judged by other rules, because from 3.4 on an unknown one stops it.

The fix writes the new field with the old value, which is the same for every version that knows both. Protections are
moved into the containers, which may then fail at what they could do before.`,
	guide: ["S30"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/upgrading/",
		"https://argo-workflows.readthedocs.io/en/latest/deprecations/",
		"https://argo-workflows.readthedocs.io/en/latest/fields/"
	],
	examples: [
		{
			title: "A schedule and a lock of before 4.0",
			argoVersion: "v4.1.2",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  # At night.
  schedule: "0 3 * * *" # ✗ renamed
  timezone: Europe/Madrid
  workflowSpec:
    entrypoint: main
    synchronization:
      mutex: # ✗ lock
        name: nightly
    ttlSecondsAfterFinished: 300 # ✗ renamed
    podPriority: 10 # ✗ removed
    templates:
      - name: main
        synchronization: {semaphore: {configMapKeyRef: {name: locks, key: main}}} # ✗ lock
        container: {image: "alpine:3.20"}
      - name: other
        template: main # ✗ removed`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  # At night.
  timezone: Europe/Madrid
  schedules:
    - 0 3 * * *
  workflowSpec:
    entrypoint: main
    synchronization:
      mutexes:
        - name: nightly
    ttlStrategy:
      secondsAfterCompletion: 300
    podPriority: 10
    templates:
      - name: main
        synchronization: {semaphores: [{configMapKeyRef: {name: locks, key: main}}]}
        container: {image: "alpine:3.20"}
      - name: other
        template: main`
		},
		{
			title: "Protections that are written for the pod, and what Argo has no field for",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  hostPID: true # ✗ misplaced
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
    allowPrivilegeEscalation: false # ✗ misplaced-protection
    capabilities: {drop: [ALL]} # ✗ misplaced-protection
  templates:
    - name: main
      hostNetwork: true # ✗ misplaced
      container:
        image: alpine:3.20
        command: [id]
    - name: own
      securityContext:
        runAsUser: 1000
        privileged: true # ✗ misplaced
      container:
        image: alpine:3.20
        securityContext: {capabilities: {drop: [ALL]}}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container:
        image: alpine:3.20
        command: [id]
        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop:
              - ALL
    - name: own
      securityContext:
        runAsUser: 1000
      container:
        image: alpine:3.20
        securityContext: {capabilities: {drop: [ALL]}}`
		},
		{
			title: "Fields of the version that runs it",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    hostNetwork: false
    synchronization: {mutexes: [{name: nightly}]}
    podPriorityClassName: batch
    securityContext: {runAsNonRoot: true, runAsUser: 8737, fsGroup: 8737}
    templates:
      - name: main
        steps: [[{name: a, template: work}]]
      - name: work
        container:
          image: alpine:3.20
          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}`
		},
		{
			title: "An old version, which knows nothing else",
			argoVersion: "v3.5.10",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedule: "0 3 * * *"
  workflowSpec:
    entrypoint: main
    podPriority: 10
    synchronization: {mutex: {name: nightly}}
    templates:
      - name: main
        container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/request-forgery.ts?page
const rulePart$32 = {
	docs: `HTTP templates and artifacts connect from inside of the cluster, with the network and often the credentials of the workflow. Whoever chooses the server reaches services that are closed to them, the metadata of the cloud among these (\`169.254.169.254\`), decides what is answered, and is sent the token or the password that goes with the request.

Write scheme and host, and let values be parts of the path: \`https://api.example.com/items/{{inputs.parameters.id}}\`. Then the path is all that is left to choose, which is low. A value that has lost all signs by \`sprig.regexReplaceAll('[^a-zA-Z0-9-]', …, '')\` is not reported.

The \`host\` of a probe is worse than it looks, since the node asks, and not the pod. In a \`body\`, text with quotes adds fields; \`{{=toJson(…)}}\` without quotes around it does not, and a fix writes that where it can.

A password, a token in a header and OAuth are shown to whoever is asked. A private key for SSH and the keys of S3 and Azure are not, since only signatures leave: these do not make it worse. The bucket of an artifact counts as a server that shares its credentials. Of a plugin, settings that are called \`url\`, \`host\`, \`endpoint\` or the like are judged, with low confidence. Where the same people choose the server and the path, the server is reported. Where a manifest to apply comes from (\`manifestFrom\`) is judged by \`resource-manifest-injection\`, what scripts download by \`script-injection\`, and the revision of a repository by \`parameterized-reference\`.`,
	guide: ["S17-20", "S38"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/http-template/",
		"https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/",
		"https://cwe.mitre.org/data/definitions/918.html"
	],
	examples: [
		{
			title: "A library asks any server, with and without a credential",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ask}
spec:
  templates:
    - name: ask
      inputs: {parameters: [{name: url}, {name: user}]}
      http:
        url: "{{inputs.parameters.url}}" # ✗ credential
        headers:
          - name: Authorization
            valueFrom: {secretKeyRef: {name: api, key: token}}
          - name: X-User
            value: "{{inputs.parameters.user}}" # ✗ path
    - name: plain
      inputs: {parameters: [{name: host}, {name: id}]}
      http:
        url: "https://{{inputs.parameters.host}}/items" # ✗ submitter
    - name: fetch
      inputs:
        parameters: [{name: repo}, {name: host}, {name: bucket}]
        artifacts:
          - name: source
            path: /src
            git:
              repo: "{{inputs.parameters.repo}}" # ✗ credential
              passwordSecret: {name: git, key: token}
          - name: other
            path: /other
            git:
              repo: "git@{{inputs.parameters.host}}:acme/app.git" # ✗ submitter
              sshPrivateKeySecret: {name: git, key: key}
          - name: data
            path: /data
            s3:
              endpoint: "{{inputs.parameters.host}}" # ✗ submitter
              bucket: "{{inputs.parameters.bucket}}" # ✗ submitter
              key: data.tgz
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A workflow asks what its arguments and a step say",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ask-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: url}, {name: registry, value: https://example.com}, {name: item}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: ask
            template: ask
            arguments: {parameters: [{name: url, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      inputs:
        artifacts:
          - name: file
            path: /file
            http:
              url: "{{workflow.parameters.url}}" # ✗ argument
          - name: other
            path: /other
            http:
              url: "{{workflow.parameters.registry}}/x" # ✗ preset
          - name: third
            path: /third
            http:
              url: "https://example.com/items/{{workflow.parameters.item}}" # ✗ path
      script: {image: alpine:3.20, command: [sh], source: cat /file}
    - name: ask
      inputs: {parameters: [{name: url}]}
      http:
        url: "{{inputs.parameters.url}}" # ✗ output
`
		},
		{
			title: "An event names the server",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: call, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: callback, value: none}]}
                templates:
                  - name: main
                    http:
                      url: "{{workflow.parameters.callback}}" # ✗ event
          parameters:
            - src: {dependencyName: call, dataKey: body.callback}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "Probes, plugins and bodies of requests that a caller fills in",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templateDefaults:
    container:
      livenessProbe: {httpGet: {host: "{{workflow.parameters.host}}", port: 80}} # ✗ submitter
  templates:
    - name: notify
      inputs: {parameters: [{name: text}, {name: channel}]}
      http:
        url: https://chat.example.com/post
        method: POST
        body: |
          {
            "text": "{{inputs.parameters.text}}", # ✗ path
            "channel": {{=toJson(inputs.parameters.channel)}}
          }
    - name: plugged
      inputs: {parameters: [{name: url}]}
      plugin: {slack: {webhookUrl: "{{inputs.parameters.url}}", text: "{{inputs.parameters.url}}"}} # ✗ submitter
    - name: served
      inputs: {parameters: [{name: host}]}
      container: {image: alpine:3.20, command: [id]}
      sidecars:
        - name: cache
          image: redis:7
          readinessProbe: {tcpSocket: {host: "{{inputs.parameters.host}}", port: 6379}} # ✗ submitter
          lifecycle: {preStop: {httpGet: {host: "{{inputs.parameters.host}}", path: /stop, port: 80}}} # ✗ submitter
    - name: fetch
      inputs:
        parameters: [{name: host}, {name: app}]
        artifacts:
          - {name: a, path: /a, git: {repo: "https://git.example.com/{{inputs.parameters.app}}.git"}} # ✗ path
          - {name: b, path: /b, git: {repo: "https://{{inputs.parameters.host}}/{{inputs.parameters.app}}.git"}} # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templateDefaults:
    container:
      livenessProbe: {httpGet: {host: "{{workflow.parameters.host}}", port: 80}}
  templates:
    - name: notify
      inputs: {parameters: [{name: text}, {name: channel}]}
      http:
        url: https://chat.example.com/post
        method: POST
        body: |
          {
            "text": {{=toJson(inputs.parameters.text)}},
            "channel": {{=toJson(inputs.parameters.channel)}}
          }
    - name: plugged
      inputs: {parameters: [{name: url}]}
      plugin: {slack: {webhookUrl: "{{inputs.parameters.url}}", text: "{{inputs.parameters.url}}"}}
    - name: served
      inputs: {parameters: [{name: host}]}
      container: {image: alpine:3.20, command: [id]}
      sidecars:
        - name: cache
          image: redis:7
          readinessProbe: {tcpSocket: {host: "{{inputs.parameters.host}}", port: 6379}}
          lifecycle: {preStop: {httpGet: {host: "{{inputs.parameters.host}}", path: /stop, port: 80}}}
    - name: fetch
      inputs:
        parameters: [{name: host}, {name: app}]
        artifacts:
          - {name: a, path: /a, git: {repo: "https://git.example.com/{{inputs.parameters.app}}.git"}}
          - {name: b, path: /b, git: {repo: "https://{{inputs.parameters.host}}/{{inputs.parameters.app}}.git"}}
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "Scheme and host are written, and the value has only letters and digits",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ask}
spec:
  templates:
    - name: ask
      inputs: {parameters: [{name: id}, {name: page}]}
      http:
        url: "https://api.example.com/{{=sprig.regexReplaceAll('[^a-zA-Z0-9-]', inputs.parameters.id, '')}}?page={{=asInt(inputs.parameters.page)}}"
        body: "{{inputs.parameters.id}}"
`
		},
		{
			title: "Servers that nobody can choose",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ask-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: ask
            template: ask
            arguments: {parameters: [{name: host, value: "{{item}}"}]}
            withItems: [a.example.com, b.example.com]
    - name: ask
      inputs:
        parameters: [{name: host}]
        artifacts:
          - {name: data, path: /data, s3: {bucket: data, key: "{{workflow.name}}/data.tgz"}}
      http:
        url: "https://{{inputs.parameters.host}}/?run={{workflow.uid}}"
`
		}
	]
};

// src/rules/resource-manifest-injection.ts?page
const rulePart$31 = {
	docs: `The \`manifest\` of a \`resource\` template is text: Argo replaces its tags, and only then it is parsed and applied with the ServiceAccount of the pod. A value with a line break, or with a quote that ends its string, adds fields, or after \`---\` whole objects. Whoever controls it writes to the cluster with rights that are not theirs. Quotes around the tag do not help. The same goes for \`flags\`, which become options of \`kubectl\`, and for the place that \`manifestFrom\` reads.

A value in an object that gives rights or runs code, or in a field such as \`namespace\`, \`image\` or \`serviceAccountName\`, weighs one step more; in \`successCondition\` and \`failureCondition\` it is only low. When the whole manifest is a parameter, the template applies anything for anyone who may call it.

Write \`{{=toJson(inputs.parameters.name)}}\` without quotes around it: the result is a JSON string, with its own quotes and escapes, which Argo accepts since 3.5. \`{{=asInt(…)}}\` does for numbers. A fix writes them where the value is surely one or the other. Neither helps in a text that the pod of the manifest runs, as after \`sh -c\`: there the value belongs into \`env\`. It is critical where an event chooses the value and the pod's ServiceAccount is known to have dangerous rights. Values that nobody can change are not reported. \`setOwnerReference\` is true or false, so Argo refuses a tag there.

A script that puts such text together itself is no better: \`kubectl apply -f - <<EOF\` with \`$NAME\` in it, \`envsubst < file | kubectl apply -f -\`, a file that is written and then applied, \`kubectl patch -p "…$NAME…"\`, \`argo submit -\`. It is reported where the text comes to the script as data, in a variable or an argument; where a tag stands in the script itself, script-injection reports it. \`jq -n --arg name "$NAME"\`, \`yq\` with \`strenv(NAME)\` and options such as \`--from-literal\` keep it one value, and so do \`base64\` and a \`sed\` that sets each line in.`,
	guide: ["S17-20"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/kubernetes-resources/",
		"https://argo-workflows.readthedocs.io/en/latest/variables/",
		"https://cwe.mitre.org/data/definitions/74.html"
	],
	examples: [
		{
			title: "A library template applies what its caller writes",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: config
      inputs: {parameters: [{name: name}, {name: namespace}]}
      resource:
        action: create
        flags: ["--namespace={{inputs.parameters.namespace}}"] # ✗ submitter
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: "{{inputs.parameters.name}}" # ✗ submitter
    - name: anything
      inputs: {parameters: [{name: manifest}]}
      resource:
        action: apply
        manifest: "{{inputs.parameters.manifest}}" # ✗ whole-manifest
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: config
      inputs: {parameters: [{name: name}, {name: namespace}]}
      resource:
        action: create
        flags: ["--namespace={{inputs.parameters.namespace}}"]
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: {{=toJson(inputs.parameters.name)}}
    - name: anything
      inputs: {parameters: [{name: manifest}]}
      resource:
        action: apply
        manifest: "{{inputs.parameters.manifest}}"
`
		},
		{
			title: "A workflow applies its parameters and the output of a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: preview-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: branch}, {name: image, value: "registry.example.com/app:1"}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: start
            template: start
            arguments: {parameters: [{name: size, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo 1Gi}
    - name: start
      inputs: {parameters: [{name: size}]}
      resource:
        action: create
        successCondition: metadata.labels.branch == {{workflow.parameters.branch}} # ✗ argument
        manifest: |
          apiVersion: v1
          kind: PersistentVolumeClaim
          metadata:
            generateName: preview-
            labels:
              image: {{workflow.parameters.image}} # ✗ preset
          spec:
            accessModes: [ReadWriteOnce]
            resources: {requests: {storage: "{{inputs.parameters.size}}"}} # ✗ output
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: preview-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: branch}, {name: image, value: "registry.example.com/app:1"}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: start
            template: start
            arguments: {parameters: [{name: size, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo 1Gi}
    - name: start
      inputs: {parameters: [{name: size}]}
      resource:
        action: create
        successCondition: metadata.labels.branch == {{workflow.parameters.branch}}
        manifest: |
          apiVersion: v1
          kind: PersistentVolumeClaim
          metadata:
            generateName: preview-
            labels:
              image: {{=toJson(workflow.parameters.image)}}
          spec:
            accessModes: [ReadWriteOnce]
            resources: {requests: {storage: {{=toJson(inputs.parameters.size)}}}}
`
		},
		{
			title: "A sensor names what is created",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-branch}
spec:
  dependencies: [{name: branch, eventSourceName: github, eventName: branch}]
  triggers:
    - template:
        name: preview
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: preview-}
              spec:
                entrypoint: preview
                arguments: {parameters: [{name: branch, value: none}]}
                templates:
                  - name: preview
                    resource:
                      action: create
                      manifest: |
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: preview-{{workflow.parameters.branch}} # ✗ event
          parameters:
            - src: {dependencyName: branch, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-branch}
spec:
  dependencies: [{name: branch, eventSourceName: github, eventName: branch}]
  triggers:
    - template:
        name: preview
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: preview-}
              spec:
                entrypoint: preview
                arguments: {parameters: [{name: branch, value: none}]}
                templates:
                  - name: preview
                    resource:
                      action: create
                      manifest: |
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: {{=toJson('preview-' + workflow.parameters.branch)}}
          parameters:
            - src: {dependencyName: branch, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "A library lets its caller choose how, from where and until when something is applied",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: patch
      inputs: {parameters: [{name: action}, {name: strategy}, {name: phase}]}
      resource:
        action: "{{inputs.parameters.action}}" # ✗ submitter
        mergeStrategy: "{{=inputs.parameters.strategy}}" # ✗ submitter
        failureCondition: status.phase == {{inputs.parameters.phase}} # ✗ submitter
        setOwnerReference: true
        manifest: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
    - name: from
      inputs: {parameters: [{name: key}]}
      resource:
        action: apply
        manifestFrom:
          artifact:
            name: manifest
            s3: {key: "manifests/{{inputs.parameters.key}}.yaml"} # ✗ submitter
`
		},
		{
			title: "The values arrive as JSON strings and numbers",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: scale}
spec:
  templates:
    - name: scale
      inputs: {parameters: [{name: name}, {name: replicas}]}
      resource:
        action: patch
        manifest: |
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: {{=toJson(inputs.parameters.name)}}
          spec:
            replicas: {{=asInt(inputs.parameters.replicas)}}
`
		},
		{
			title: "The pods that are created run the value as code, whatever quotes it arrives in",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: start}
spec:
  templates:
    - name: start
      inputs: {parameters: [{name: message}]}
      resource:
        action: create
        manifest: |
          apiVersion: v1
          kind: Pod
          metadata:
            generateName: start-
          spec:
            containers:
              - name: main
                image: alpine:3.20
                command: [sh, -c]
                args:
                  - {{=toJson('echo ' + inputs.parameters.message)}} # ✗ submitter
                  - {{=toJson(inputs.parameters.message)}}
              - name: second
                image: alpine:3.20
                command: [sh, -c, 'echo {{inputs.parameters.message}}'] # ✗ submitter
              - name: third
                image: alpine:3.20
                command: [sh, -c, 'echo "$MESSAGE"']
                env:
                  - name: MESSAGE
                    value: {{=toJson(inputs.parameters.message)}}
`
		},
		{
			title: "A script puts a manifest together from its variables and arguments, and applies it",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: name}, {name: image}, {name: team}]}
      script:
        image: bitnami/kubectl:1.31
        command: [bash]
        env:
          - {name: NAME, value: "{{inputs.parameters.name}}"}
          - {name: IMAGE, value: "{{inputs.parameters.image}}"}
          - {name: TEAM, value: "{{inputs.parameters.team}}"}
        source: |
          kubectl apply -f - <<EOF
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: "$NAME" # ✗ script
          EOF
          cat > job.yaml <<EOF
          image: \${IMAGE} # ✗ script
          EOF
          kubectl --namespace builds create -f job.yaml
          kubectl patch deployment app -p '{"spec":{"image":"'"$IMAGE"'"}}' # ✗ script
          { echo "kind: Workflow"; echo "name: $NAME"; } | argo submit - # ✗ script
          envsubst < service.yaml | kubectl apply -f - # ✗ script
    - name: label
      inputs: {parameters: [{name: name}]}
      container:
        image: bitnami/kubectl:1.31
        command: [sh, -c]
        args:
          - printf 'name:%s\\n' "$1" | kubectl replace -f - # ✗ script
          - label
          - "{{inputs.parameters.name}}"
`
		},
		{
			title: "Scripts keep a value one value, or do not apply what they write",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: name}, {name: message}]}
      script:
        image: bitnami/kubectl:1.31
        command: [bash]
        env:
          - {name: NAME, value: "{{inputs.parameters.name}}"}
          - {name: MESSAGE, value: "{{inputs.parameters.message}}"}
          - {name: COLOR, value: green}
        source: |
          jq -n --arg message "$MESSAGE" '{kind: "ConfigMap", data: {message: $message}}' | kubectl apply -f -
          kubectl create configmap message --from-literal "message=$MESSAGE" --dry-run=client -o yaml | kubectl apply -f -
          kubectl annotate --overwrite configmap message "message=$MESSAGE"
          cat <<EOF | kubectl apply -f -
          kind: Secret
          data:
            message: $(printf %s "$MESSAGE" | base64 -w0)
            color: $COLOR
          EOF
          kubectl apply -f - <<EOF
          kind: ConfigMap
          data:
            message: |
          $(echo "$MESSAGE" | sed 's/^/    /')
          EOF
          cat > values.txt <<EOF
          $MESSAGE
          EOF
          kubectl apply -f service.yaml
          envsubst '$COLOR' < service.yaml | kubectl apply -f -
          [[ "$NAME" =~ ^[a-z0-9-]+$ ]] || exit 1
          echo "name: $NAME" | kubectl apply -f -
`
		},
		{
			title: "Nobody can choose the name of the workflow, nor what its only caller says",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: mark-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: mark
            template: mark
            arguments: {parameters: [{name: color, value: green}]}
    - name: mark
      inputs: {parameters: [{name: color}]}
      resource:
        action: create
        setOwnerReference: true
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: {{workflow.name}}
          data:
            color: "{{inputs.parameters.color}}"
`
		}
	]
};

// src/rules/run-as-root.ts?page
const rulePart$30 = {
	docs: `
Containers run as the user of their image, which mostly is root, unless a security context says otherwise. Root in a
container is one kernel bug, one mounted path or one capability away from root on the node, and it may rewrite
whatever the pod mounts.

Set \`securityContext: {runAsNonRoot: true, runAsUser: 8737}\` at \`spec\`, or once for all workflows in the
controller's \`workflowDefaults\`. Both fields: with \`runAsNonRoot\` alone the kubelet refuses to start Argo's own
containers, because the image of the executor names no user (but for its \`-nonroot\` tags, Argo 3.7 and later).

What is missing is said once for a manifest. Defaults of the controller's ConfigMap, when it is among the files, and
of the WorkflowTemplate that a workflow names count. Templates of types \`resource\`, \`http\` and \`plugin\` run Argo's
own image as a user without rights and are left out; so are pods with a user namespace, and those for Windows unless
they ask for \`ContainerAdministrator\`. The user of an image cannot be seen: on OpenShift, which gives each namespace
a user, switch this rule off.

A spec that protects a WorkflowTemplate does not protect its templates when others call them by \`templateRef\`: only
what stands on the template itself goes with it.

The fix sets both fields where they count: at \`spec\`, in contexts of templates, and on templates that others call. A
container that asks for root keeps it, with \`runAsNonRoot: false\`, until its own finding is fixed.`,
	guide: ["S29", "S30"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/", "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"],
	examples: [
		{
			title: "Nothing is said",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ nonroot-missing
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: other
      container: {image: "alpine:3.20", command: [id]}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: other
      container: {image: "alpine:3.20", command: [id]}`
		},
		{
			title: "Contexts that say nothing about the user, and a step that has to be root",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ nonroot-missing
  entrypoint: main
  securityContext:
    # The volume belongs to this group.
    fsGroup: 2000
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      securityContext: {fsGroup: 3000}
      initContainers:
        - name: chown
          image: alpine:3.20
          securityContext: {runAsUser: 0} # ✗ root-set-up
      container: {image: "alpine:3.20", command: [id]}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    # The volume belongs to this group.
    fsGroup: 2000
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      securityContext: {fsGroup: 3000, runAsNonRoot: true, runAsUser: 8737}
      initContainers:
        - name: chown
          image: alpine:3.20
          securityContext: {runAsUser: 0, runAsNonRoot: false}
      container: {image: "alpine:3.20", command: [id]}`
		},
		{
			title: "Root is asked for",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    securityContext: {runAsNonRoot: true, runAsUser: 8737}
    templates:
      - name: main
        securityContext:
          runAsUser: 0 # ✗ explicit-root
        initContainers:
          - name: own
            image: alpine:3.20
            securityContext: {runAsUser: 1000}
        container: {image: "alpine:3.20", command: [id]}
      - name: chown
        initContainers:
          - name: chown
            image: alpine:3.20
            securityContext:
              runAsNonRoot: false
              runAsUser: 0 # ✗ root-set-up
        container: {image: "alpine:3.20", command: [id]}
      - name: patched
        podSpecPatch: |
          containers:
            - {name: main, securityContext: {runAsNonRoot: false, runAsUser: "0"}} # ✗ explicit-root
        container: {image: "alpine:3.20", command: [id]}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    securityContext: {runAsNonRoot: true, runAsUser: 8737}
    templates:
      - name: main
        securityContext:
          runAsUser: 8737
          runAsNonRoot: true
        initContainers:
          - name: own
            image: alpine:3.20
            securityContext: {runAsUser: 1000}
        container: {image: "alpine:3.20", command: [id]}
      - name: chown
        initContainers:
          - name: chown
            image: alpine:3.20
            securityContext:
              runAsNonRoot: false
              runAsUser: 0
        container: {image: "alpine:3.20", command: [id]}
      - name: patched
        podSpecPatch: |
          containers:
            - {name: main, securityContext: {runAsNonRoot: true, runAsUser: 8737}}
        container: {image: "alpine:3.20", command: [id]}`
		},
		{
			title: "A sidecar that the main container does not protect",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata:
  name: builds
spec: # ✗ nonroot-missing
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {runAsNonRoot: true, runAsUser: 1000}
      sidecars:
        - name: proxy
          image: envoyproxy/envoy:v1.32.1`
		},
		{
			title: "A switch without a number, which keeps the pod from starting",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true # ✗ nonroot-without-uid
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`
		},
		{
			title: "A switch without a number, where the controller names an image for its executor that needs none",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: workflow-controller
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--executor-image, "quay.io/argoproj/argoexec:v3.7.18-nonroot"]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`
		},
		{
			title: "Pods for Windows, where root has another name",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions:
      runAsUserName: ContainerAdministrator # ✗ windows-administrator
  templates:
    - name: main
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}
    - name: user
      container:
        image: mcr.microsoft.com/windows/nanoserver:ltsc2022
        securityContext: {windowsOptions: {runAsUserName: ContainerUser}}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions:
      runAsUserName: ContainerUser
  templates:
    - name: main
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}
    - name: user
      container:
        image: mcr.microsoft.com/windows/nanoserver:ltsc2022
        securityContext: {windowsOptions: {runAsUserName: ContainerUser}}`
		},
		{
			title: "A template that leaves its protection behind",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: print
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec: # ✗ lost-by-reference
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: print
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`
		},
		{
			title: "A library that others call: each template has to say it",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec: # ✗ nonroot-missing
  securityContext:
    fsGroup: 2000
  templates:
    - name: print # for everyone
      inputs: {parameters: [{name: what}]}
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  securityContext:
    fsGroup: 2000
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: print # for everyone
      securityContext:
        fsGroup: 2000
        runAsNonRoot: true
        runAsUser: 8737
      inputs: {parameters: [{name: what}]}
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`
		},
		{
			title: "A user for all pods, and templates that run none",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      securityContext: {runAsUser: "{{workflow.parameters.user}}"}
      script: {image: "alpine:3.20", command: [sh], source: id}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: wait-
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: a, template: pause}], [{name: b, template: call}]]
    - {name: pause, suspend: {}}
    - {name: call, http: {url: "https://example.org"}}`
		},
		{
			title: "The controller's defaults protect all workflows",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
data:
  workflowDefaults: |
    spec:
      securityContext: {runAsNonRoot: true, runAsUser: 8737}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`
		}
	]
};

// src/rules/script-injection.ts?page
const rulePart$29 = {
	docs: `Argo replaces \`{{…}}\` in the text of a template before anything runs. The value is not quoted for the language around it: in a shell script \`$(…)\`, \`;\` and quotes in it act as if the author had written them, inside of quotes and in comments too. Whoever controls the value runs code with the ServiceAccount, the secrets and the volumes of that pod. How bad it is depends on who that is; each case of the table names one. What an event brings is critical where it runs in a privileged pod, in one that mounts the file system of the node, or with a ServiceAccount that has dangerous rights. Values that nobody can change are not reported: names and states of Argo itself, literal lists, and inputs that every caller in the file fills with fixed text. A value is followed through steps, tasks, hooks and loops, into templates that other files call with \`templateRef\` and \`workflowTemplateRef\`, and from the sensors and event bindings that submit them.

An inline template is filled in together with the template around it, so an input of that one counts there, before an input of its own.

Code is \`script.source\`; the text after \`sh -c\`, \`python -c\`, \`node -e\` and their like in \`command\` and \`args\` of every container, probe and lifecycle hook; and raw artifacts that are run, also those that a step or task hands to a template of the same file. Other arguments and \`env\` are data. \`enum\` is only what the UI offers, nothing enforces it, so it lowers the confidence and not the level.

Put the tag into \`env\` and read the variable, quoted, in the program; or pass it as a positional argument after the script: \`[sh, -c, 'echo "$1"', --, "{{…}}"]\`. The fix does the first, in shell, Python and JavaScript, where that surely means the same for a harmless value; another one puts the quotes around a variable that lacks them. \`{{=asInt(…)}}\`, hashes and \`{{=sprig.b64enc(…)}}\` let nothing dangerous through; \`{{=toJson(…)}}\` outside of quotes is a safe literal in Python and JavaScript, but not in a shell.

A variable is data only as long as the program takes it for data. Reported is where a shell script runs the text of one again: with \`eval\`, \`sh -c "$X"\`, \`ssh host "$X"\`, as the command itself, in a pipe to a shell, in a program for \`awk\` or \`python -c\`, in a Dockerfile that it builds, in a query for \`psql\`; where it names the host of a program (\`curl "$X" | sh\`); where bash calculates with it (\`$((X))\`, \`[[ $X -eq 1 ]]\`), since an index such as \`a[$(…)]\` in it is run; and where it stands without quotes among the arguments of a command other than \`echo\` and its like, which may then get options. The same holds for a program in quotes that the script starts with \`sh -c\`, or writes to a file and runs, and for what it exports to that. Python is followed from \`os.environ\` to \`os.system\`, \`eval\`, \`pickle.loads\` and \`subprocess\` with a shell, JavaScript from \`process.env\`, also by \`const { X } = process.env\`, to \`eval\` and \`child_process.exec\`, and both to the text of queries (\`cursor.execute(f"…{x}…")\`). What becomes part of a manifest that the script applies is told by resource-manifest-injection. In \`command\` and \`args\` Kubernetes itself writes a variable into the program where that says \`$(X)\`. Copies of a variable, and arguments of the script's own functions, count like the variable. How bad it is depends on who chooses the value, as above.

A variable counts as checked behind \`case\` whose \`*)\` or \`*[!a-z]*)\` leaves, \`[[ "$X" =~ ^[a-z]+$ ]]\` or \`grep -E '^[a-z]+$'\` with an \`exit\` for what does not fit, comparisons with fixed texts or of numbers that leave, \`expr\`, and functions of the script whose names say that they validate. \`printf %q\`, \`\${X@Q}\`, \`\${X//[^a-z]/}\` and \`tr -cd a-z\` make it harmless. A pattern that does not hold to the end (\`^refs/\`), and a \`case\` without such a default, are no check.`,
	guide: ["S17-20", "S41"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/variables/",
		"https://github.com/argoproj/argo-workflows/issues/5061",
		"https://cwe.mitre.org/data/definitions/78.html"
	],
	examples: [
		{
			title: "A library template pastes its input into shell and Python programs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -euc]
        args: ["echo '{{inputs.parameters.message}}' | tee /tmp/out"] # ✗ submitter
    - name: count
      inputs: {parameters: [{name: message}]}
      script:
        image: python:3.13
        command: [python]
        source: |
          text = "{{inputs.parameters.message}}" # ✗ submitter
          print(len(text))
    - name: anything
      inputs: {parameters: [{name: script}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: "{{inputs.parameters.script}}" # ✗ whole-command
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -euc]
        args: ["echo \\"\${MESSAGE}\\" | tee /tmp/out"]
        env:
          - name: MESSAGE
            value: "{{inputs.parameters.message}}"
    - name: count
      inputs: {parameters: [{name: message}]}
      script:
        image: python:3.13
        command: [python]
        env:
          - name: MESSAGE
            value: "{{inputs.parameters.message}}"
        source: |
          import os
          text = os.environ["MESSAGE"]
          print(len(text))
    - name: anything
      inputs: {parameters: [{name: script}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: "{{inputs.parameters.script}}"
`
		},
		{
			title: "An inline template uses an input of the template around it, and expressions use all inputs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: message}]}
      dag:
        tasks:
          - name: greet
            inline:
              script:
                image: alpine:3.20
                command: [sh]
                source: |
                  echo '{{inputs.parameters.message}}' # ✗ submitter
                  echo '{{=toJson(inputs)}}' # ✗ submitter
                  echo '{{=$env["inputs"].parameters.message}}' # ✗ submitter
                  echo '{{=sprig.b64dec(sprig.b64enc(inputs.parameters.message))}}' # ✗ submitter
          - name: split
            inline:
              container:
                image: alpine:3.20
                command: [env, -S, "sh -c 'echo {{inputs.parameters.message}}'"] # ✗ submitter
          - name: eval
            inline:
              container:
                image: node:22-alpine
                command: [node, "--eval=console.log('{{inputs.parameters.message}}')"] # ✗ submitter
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: message}]}
      dag:
        tasks:
          - name: greet
            inline:
              script:
                image: alpine:3.20
                command: [sh]
                env:
                  - name: MESSAGE
                    value: "{{inputs.parameters.message}}"
                  - name: INPUTS
                    value: "{{=toJson(inputs)}}"
                  - name: PARAM_MESSAGE
                    value: '{{=$env["inputs"].parameters.message}}'
                  - name: PARAM_MESSAGE_2
                    value: "{{=sprig.b64dec(sprig.b64enc(inputs.parameters.message))}}"
                source: |
                  echo "\${MESSAGE}"
                  echo "\${INPUTS}"
                  echo "\${PARAM_MESSAGE}"
                  echo "\${PARAM_MESSAGE_2}"
          - name: split
            inline:
              container:
                image: alpine:3.20
                command: [env, -S, "sh -c 'echo {{inputs.parameters.message}}'"]
          - name: eval
            inline:
              container:
                image: node:22-alpine
                command: [node, "--eval=console.log('{{inputs.parameters.message}}')"]
`
		},
		{
			title: "A sensor submits a workflow that stands in it as text",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: nightly}
spec:
  triggers:
    - template:
        name: nightly
        argoWorkflow:
          source:
            inline: |
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: nightly-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: day}]}
                templates:
                  - name: main
                    container:
                      image: alpine:3.20
                      command: [sh, -c]
                      args: ["report {{workflow.parameters.day}}"] # ✗ argument
`
		},
		{
			title: "A workflow pastes its parameters and the output of a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: branch
      - {name: registry, value: registry.example.com}
  templates:
    - name: main
      steps:
        - - name: version
            template: version
        - - name: build
            template: build
            arguments: {parameters: [{name: tag, value: "{{steps.version.outputs.result}}"}]}
    - name: version
      script:
        image: alpine/git:2.47.2
        command: [sh]
        source: |
          git ls-remote origin {{workflow.parameters.branch}} # ✗ argument
    - name: build
      inputs: {parameters: [{name: tag}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            ./build.sh --to {{workflow.parameters.registry}} # ✗ preset
            ./publish.sh {{inputs.parameters.tag}} # ✗ output
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: branch
      - {name: registry, value: registry.example.com}
  templates:
    - name: main
      steps:
        - - name: version
            template: version
        - - name: build
            template: build
            arguments: {parameters: [{name: tag, value: "{{steps.version.outputs.result}}"}]}
    - name: version
      script:
        image: alpine/git:2.47.2
        command: [sh]
        env:
          - name: BRANCH
            value: "{{workflow.parameters.branch}}"
        source: |
          git ls-remote origin "\${BRANCH}"
    - name: build
      inputs: {parameters: [{name: tag}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            ./build.sh --to "\${REGISTRY}"
            ./publish.sh "\${TAG}"
        env:
          - name: REGISTRY
            value: "{{workflow.parameters.registry}}"
          - name: TAG
            value: "{{inputs.parameters.tag}}"
`
		},
		{
			title: "A sensor fills a parameter of the workflow that it submits",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-comment}
spec:
  dependencies: [{name: comment, eventSourceName: github, eventName: comment}]
  triggers:
    - template:
        name: answer
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: answer-}
              spec:
                entrypoint: answer
                arguments: {parameters: [{name: text, value: none}]}
                templates:
                  - name: answer
                    script:
                      image: alpine:3.20
                      command: [sh]
                      source: echo "{{workflow.parameters.text}}" # ✗ event
          parameters:
            - src: {dependencyName: comment, dataKey: body.comment.body}
              dest: spec.arguments.parameters.0.value
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-comment}
spec:
  dependencies: [{name: comment, eventSourceName: github, eventName: comment}]
  triggers:
    - template:
        name: answer
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: answer-}
              spec:
                entrypoint: answer
                arguments: {parameters: [{name: text, value: none}]}
                templates:
                  - name: answer
                    script:
                      image: alpine:3.20
                      command: [sh]
                      env:
                        - name: TEXT
                          value: "{{workflow.parameters.text}}"
                      source: echo "\${TEXT}"
          parameters:
            - src: {dependencyName: comment, dataKey: body.comment.body}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "A value may be an option of a command that can do much with options",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: clone}
spec:
  templates:
    - name: clone
      inputs: {parameters: [{name: url}]}
      container:
        image: alpine/git:2.47.2
        command: [git, clone]
        args: ["{{inputs.parameters.url}}", /src] # ✗ argument-flag
    - name: clone-safely
      inputs: {parameters: [{name: url}]}
      container:
        image: alpine/git:2.47.2
        command: [git, clone, --]
        args: ["{{inputs.parameters.url}}", /src]
`
		},
		{
			title: "Values come in as environment variables and positional arguments",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args: ['echo "$MESSAGE" "$1"', --, "{{inputs.parameters.message}}"]
        env: [{name: MESSAGE, value: "{{inputs.parameters.message}}"}]
    - name: count
      inputs: {parameters: [{name: message}, {name: times}]}
      script:
        image: python:3.13
        command: [python]
        source: |
          print({{=toJson(inputs.parameters.message)}} * {{=asInt(inputs.parameters.times)}})
    - name: show
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [echo]
        args: ["{{inputs.parameters.message}}"]
    - name: entrypoint-of-the-image
      inputs: {parameters: [{name: message}]}
      container:
        image: registry.example.com/show:1.2.0
        args: ["{{inputs.parameters.message}}"]
`
		},
		{
			title: "Nobody can choose the text of these tags, and others are not from Argo",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: hello-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: hello
            template: hello
            arguments: {parameters: [{name: name, value: "{{item}}"}]}
            withItems: [Ada, Grace]
    - name: hello
      inputs: {parameters: [{name: name}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          echo "{{inputs.parameters.name}} in {{workflow.name}}"
          podman info --format '{{.Host.OS}}'
          echo '\${{ github.head_ref }} {{ user }}'
`
		},
		{
			title: "A library runs the text of variables and arguments again",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  templates:
    - name: shell
      inputs: {parameters: [{name: command}, {name: count}, {name: table}]}
      script:
        image: debian:12
        command: [bash]
        env:
          - {name: COMMAND, value: "{{inputs.parameters.command}}"}
          - {name: COUNT, value: "{{inputs.parameters.count}}"}
          - {name: TABLE, value: "{{inputs.parameters.table}}"}
          - {name: ALL, value: "$(COMMAND) --all"}
        source: |
          eval "$COMMAND" # ✗ variable-run
          sh -c "time $COMMAND" # ✗ variable-run
          ssh host "$COMMAND" # ✗ variable-run
          $COMMAND --help # ✗ variable-run
          echo "$COMMAND" | sh # ✗ variable-run
          copy="\${COMMAND} --fast"
          eval "$copy" # ✗ variable-run
          eval "$ALL" # ✗ variable-run
          echo $((COUNT + 1)) # ✗ variable-run
          if [[ "$COUNT" -gt 3 ]]; then echo many; fi # ✗ variable-run
          psql -c "select * from $TABLE" # ✗ variable-run
          cat > job.sh <<EOF
          run $TABLE # ✗ variable-run
          EOF
          sh job.sh
          git clone $TABLE # ✗ variable-split
          rm -rf $COUNT # ✗ variable-split
    - name: arguments
      inputs: {parameters: [{name: command}, {name: title}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            eval "$1" # ✗ variable-run
            echo "$0"
            echo $(TITLE) # ✗ variable-run
          - "{{inputs.parameters.title}}"
          - "{{inputs.parameters.command}}"
        env: [{name: TITLE, value: "{{inputs.parameters.title}}"}]
        lifecycle:
          preStop:
            exec:
              command: [sh, -c, 'eval "$TITLE"'] # ✗ variable-run
    - name: python
      inputs: {parameters: [{name: command}]}
      script:
        image: python:3.13
        command: [python]
        env: [{name: COMMAND, value: "{{inputs.parameters.command}}"}]
        source: |
          import os, subprocess
          command = os.environ["COMMAND"]
          subprocess.run(f"time {command}", shell=True) # ✗ variable-run
          subprocess.run(["time", command])
    - name: node
      inputs: {parameters: [{name: command}]}
      container:
        image: node:22-alpine
        command: [node, -e, "eval(process.env.COMMAND)"] # ✗ variable-run
        env: [{name: COMMAND, value: "{{inputs.parameters.command}}"}]
`
		},
		{
			title: "What a variable would make no safer is left to the author",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: title}, {name: version}]}
      script:
        image: bitnami/kubectl:1.31
        command: [bash]
        source: |
          echo "{{inputs.parameters.title}}" # ✗ submitter
          version="{{inputs.parameters.version}}" # ✗ submitter
          kubectl apply -f - <<EOF
          name: $version
          EOF
          cat > Dockerfile <<EOF
          FROM {{inputs.parameters.version}} # ✗ submitter
          EOF
          docker build .
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: title}, {name: version}]}
      script:
        image: bitnami/kubectl:1.31
        command: [bash]
        env:
          - name: TITLE
            value: "{{inputs.parameters.title}}"
        source: |
          echo "\${TITLE}"
          version="{{inputs.parameters.version}}"
          kubectl apply -f - <<EOF
          name: $version
          EOF
          cat > Dockerfile <<EOF
          FROM {{inputs.parameters.version}}
          EOF
          docker build .
`
		},
		{
			title: "A step hands over the text of a file that is run",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  entrypoint: all
  templates:
    - name: all
      inputs: {parameters: [{name: message}, {name: names}]}
      steps:
        - - name: program
            template: program
            arguments:
              artifacts:
                - name: code
                  raw: {data: "print('{{inputs.parameters.message}}')"} # ✗ submitter
        - - name: settings
            template: settings
            withParam: "{{inputs.parameters.names}}"
            arguments:
              artifacts:
                - name: settings
                  raw: {data: "NAME={{item}}"} # ✗ submitter
                - name: page
                  raw: {data: "Hello {{inputs.parameters.message}}"}
    - name: program
      inputs: {artifacts: [{name: code, path: /tmp/code}]}
      container:
        image: python:3.13
        command: [python, /tmp/code]
    - name: settings
      inputs: {artifacts: [{name: settings, path: /tmp/settings}, {name: page, path: /tmp/page}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          . "{{inputs.artifacts.settings.path}}"
          cat /tmp/page
`
		},
		{
			title: "Programs that a script starts or writes see its variables",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  templates:
    - name: shell
      inputs: {parameters: [{name: command}]}
      script:
        image: debian:12
        command: [bash]
        env: [{name: COMMAND, value: "{{inputs.parameters.command}}"}]
        source: |
          export COPY="$COMMAND"
          bash -c 'eval "$COPY"' # ✗ variable-run
          KEPT="$COMMAND"
          bash -c 'eval "$KEPT"'
          printf '%s' "$COMMAND" > /tmp/run # ✗ variable-run
          . /tmp/run
          { echo 'set -e'; echo "$COMMAND"; } > run.sh # ✗ variable-run
          sh run.sh
          cat > again.sh <<'EOF'
          eval "$1" # ✗ variable-run
          echo "$COMMAND"
          EOF
          sh again.sh "$COMMAND"
          echo "$COMMAND" > run.log
          cat run.log
    - name: node
      inputs: {parameters: [{name: command}]}
      script:
        image: node:22-alpine
        command: [node]
        env: [{name: COMMAND, value: "{{inputs.parameters.command}}"}]
        source: |
          const { COMMAND, HOME } = process.env
          const { execSync, execFileSync } = require('node:child_process')
          execSync('time ' + COMMAND) # ✗ variable-run
          execFileSync('time', [COMMAND])
          execSync('ls ' + HOME)
`
		},
		{
			title: "An event fills a variable that a script splits, and one that a program loads",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: webhook, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: branch, value: main}]}
                templates:
                  - name: main
                    script:
                      image: alpine/git:2.47.2
                      command: [sh]
                      env:
                        - {name: BRANCH, value: "{{workflow.parameters.branch}}"}
                        - {name: PATH, value: "/opt/{{workflow.parameters.branch}}/bin:/usr/bin"} # ✗ interpreter-variable
                        - name: NAME_{{workflow.parameters.branch}} # ✗ interpreter-variable
                          value: "1"
                      source: |
                        git checkout $BRANCH # ✗ variable-split
          parameters:
            - src: {dependencyName: push, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`,
			fixed: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: webhook, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: branch, value: main}]}
                templates:
                  - name: main
                    script:
                      image: alpine/git:2.47.2
                      command: [sh]
                      env:
                        - {name: BRANCH, value: "{{workflow.parameters.branch}}"}
                        - {name: PATH, value: "/opt/{{workflow.parameters.branch}}/bin:/usr/bin"}
                        - name: NAME_{{workflow.parameters.branch}}
                          value: "1"
                      source: |
                        git checkout "$BRANCH"
          parameters:
            - src: {dependencyName: push, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "Variables that are quoted, checked, cleaned or only text",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  templates:
    - name: shell
      inputs: {parameters: [{name: action}, {name: count}, {name: name}]}
      script:
        image: debian:12
        command: [bash]
        env:
          - {name: ACTION, value: "{{inputs.parameters.action}}"}
          - {name: COUNT, value: "{{inputs.parameters.count}}"}
          - {name: NAME, value: "{{inputs.parameters.name}}"}
          - {name: ENV, value: "{{inputs.parameters.name}}"}
        source: |
          git clone -- "$NAME" && echo $NAME
          copy=$NAME
          [[ $NAME == main ]] && echo main
          sh -c 'echo "$1"' _ "$NAME"
          bash <<'EOF'
          echo "$NAME"
          EOF
          eval "echo $(printf %q "$NAME") \${NAME@Q} \${NAME//[^a-z]/} \${#NAME}"
          case "$ACTION" in
            start|stop) ;;
            *) echo "unknown"; exit 1 ;;
          esac
          eval "$ACTION"
          [[ "$COUNT" =~ ^[0-9]+$ ]] || exit 1
          echo $((COUNT + 1))
          if ! echo "$NAME" | grep -Eq '^[a-z0-9-]+$'; then
            echo "no name" >&2
            exit 1
          fi
          ssh host "deploy $NAME"
    - name: fixed
      script:
        image: debian:12
        command: [bash]
        env: [{name: COMMAND, value: "echo {{workflow.name}}"}, {name: TEXT, value: echo}]
        source: |
          eval "$COMMAND $TEXT"
    - name: python
      inputs: {parameters: [{name: name}]}
      script:
        image: python:3.13
        command: [python]
        env: [{name: NAME, value: "{{inputs.parameters.name}}"}]
        source: |
          import os, shlex, subprocess
          name = os.environ["NAME"]
          subprocess.run(["git", "clone", "--", name], check=True)
          os.system("echo " + shlex.quote(os.environ["NAME"]))
`
		}
	]
};

// src/rules/secret-in-output.ts?page
const rulePart$28 = {
	docs: `
An output leaves the step: an artifact lies in a bucket and can be fetched in the UI, a parameter or result stands in the
workflow, its status and its archive, and archived logs are kept for long. A credential in there is read by everybody
who may read these, and no longer goes away with the pod.

Export the one file that the next step needs, from a directory of its own such as \`/tmp/out\`. Give the next step the
Secret itself if it needs one. Do not print environments, and no \`set -x\` around commands that use a Secret.

Lynceus compares the paths of outputs with what is mounted into the container that writes them, and with the places in
which the kubelet and the usual tools keep credentials. \`/etc\` is graded lower than \`/\` or \`/root\`: what lies there comes with the image
more often than from the cluster.`,
	guide: ["S27", "S44"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/secrets/",
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/artifacts/",
		"https://argo-workflows.readthedocs.io/en/latest/configure-archive-logs/"
	],
	examples: [
		{
			title: "Files with credentials as outputs",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  volumes:
    - {name: keys, secret: {secretName: keys}}
    - {name: identity, projected: {sources: [{serviceAccountToken: {path: token}}]}}
    - {name: work, emptyDir: {}}
  templates:
    - name: main
      container:
        image: alpine:3.20
        volumeMounts:
          - {name: keys, mountPath: /keys}
          - {name: identity, mountPath: /identity}
          - {name: work, mountPath: /work}
      outputs:
        parameters:
          - name: token
            valueFrom: {path: /var/run/secrets/kubernetes.io/serviceaccount/token} # ✗ token
          - {name: key, valueFrom: {path: /keys/id_rsa}} # ✗ mount
        artifacts:
          - {name: config, path: /root/.docker/config.json} # ✗ file
          - {name: home, path: /root} # ✗ folder
          - {name: all, path: /} # ✗ everything
          - {name: secrets, path: /var/run/secrets} # ✗ token
          - {name: identity, path: /identity} # ✗ token
          - {name: report, path: /work/report.json}`
		},
		{
			title: "A pod without a token",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  automountServiceAccountToken: false
  executor: {serviceAccountName: executor}
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [make]}
      outputs:
        artifacts:
          - {name: all, path: /} # ✗ folder
          - {name: processes, path: /proc} # ✗ folder
          - {name: cloud, path: /var/run/secrets/eks.amazonaws.com/serviceaccount} # ✗ token`
		},
		{
			title: "What scripts print",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  archiveLogs: true
  templates:
    - name: main
      steps:
        - - {name: login, template: login}
        - - {name: use, template: use, arguments: {parameters: [{name: a, value: "{{steps.login.outputs.result}}"}]}}
    - name: login
      script:
        image: alpine:3.20
        env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
        command: [sh]
        source: |
          set -ex # ✗ trace
          curl -H "Authorization: $TOKEN" https://api.example.org
          env # ✗ environment
          echo "$TOKEN" # ✗ result
    - name: use
      inputs: {parameters: [{name: a}]}
      container: {image: "alpine:3.20"}
    - name: traced
      container:
        image: alpine:3.20
        env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
        command: [bash, -eux, -c] # ✗ trace
        args: ['curl -H "Authorization: $TOKEN" https://api.example.org']`
		},
		{
			title: "Outputs beside the credentials, and a home in which none lie",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  volumes: [{name: keys, secret: {secretName: keys}}, {name: settings, configMap: {name: settings}}]
  templates:
    - name: main
      container:
        image: alpine:3.20
        volumeMounts: [{name: keys, mountPath: /keys}, {name: settings, mountPath: /settings}]
      outputs:
        parameters: [{name: a, valueFrom: {path: /keys-used.txt}}, {name: b, valueFrom: {path: /settings/a}}]
        artifacts: [{name: report, path: /tmp/report.json}, {name: site, path: "/root/site"}]`
		},
		{
			title: "Scripts that keep their Secrets",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  archiveLogs: true
  templates:
    - name: main
      script:
        image: alpine:3.20
        env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
        command: [sh]
        source: |
          set -eu
          echo "$TOKEN" | docker login --password-stdin
          echo "$TOKEN" > /tmp/token
          env TOKEN=other make
    - name: traced
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          set -x
          env`
		}
	]
};

// src/rules/secret-in-parameter.ts?page
const rulePart$27 = {
	docs: `
Parameters are part of the Workflow: the API shows them, with their values, to everybody who may read workflows, and so
do the UI, the status of each node, the archive and its database, and the pods, whose commands they become part of. A
role that may only look at workflows then looks at passwords.

Pass the *name* of a Secret instead, or nothing at all: \`env: [{name: GITHUB_TOKEN, valueFrom: {secretKeyRef: {name: gh,
key: token}}}]\` or a Secret that is mounted as a volume in the template that needs it. Between steps hand credentials
over by a Secret as well, not by an output.

One finding tells of all places of one name. Names that mean a place or a reference, such as \`token-path\`,
\`secret-name\`, \`s3-key\` or \`page_token\`, are no findings; a literal value is one of \`hardcoded-secret\`.`,
	guide: ["S21", "S48"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/walk-through/secrets/", "https://argo-workflows.readthedocs.io/en/latest/workflow-archive/"],
	examples: [
		{
			title: "Through a workflow, and out of a step",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: github-token # ✗ given
      - {name: pull-secret} # ✗ reference
  templates:
    - name: main
      inputs:
        parameters:
          - {name: github-token, value: "{{workflow.parameters.github-token}}"}
          - {name: dbPassword, valueFrom: {configMapKeyRef: {name: db, key: password}}} # ✗ config-map
      container: {image: "alpine:3.20"}
    - name: login
      outputs:
        parameters:
          - name: session-token # ✗ output
            valueFrom: {path: /tmp/token}
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Into a variable, from a workflow that calls the template",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      container:
        image: alpine:3.20
        env:
          - {name: DB, value: "{{workflow.parameters.db-password}}"} # ✗ given
          - {name: SAME, value: "{{workflow.parameters.db-password}}"}
          - {name: URL, value: "{{workflow.parameters.token-url}}"}`
		},
		{
			title: "From an event",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: build}
spec:
  event: {selector: metadata.claimSet.sub == "ci"}
  submit:
    workflowTemplateRef: {name: build}
    arguments:
      parameters:
        - {name: ref, valueFrom: {event: payload.ref}}
        - {name: credential, valueFrom: {event: payload.token}} # ✗ event
        - {name: login, valueFrom: {event: payload.access_token}} # ✗ event
        - {name: other, valueFrom: {event: 'string(payload["api_key"])'}} # ✗ event
        - {name: kind, valueFrom: {event: '"token"'}}`
		},
		{
			title: "References and names that only look like it",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters: [{name: secret-name}, {name: token-path}, {name: s3-key}, {name: page_token}, {name: author}, {name: key-id}, {name: primary-key}]
  templates:
    - name: main
      container:
        image: alpine:3.20
        env: [{name: GITHUB_TOKEN, valueFrom: {secretKeyRef: {name: gh, key: token}}}]`
		},
		{
			title: "A literal, which another rule reports, and an argument of a call",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  arguments: {parameters: [{name: password, value: kaeBai7oht}]}
  templates:
    - name: main
      steps: [[{name: a, templateRef: {name: other, template: login}, arguments: {parameters: [{name: token, value: "{{workflow.name}}"}]}}]]`
		}
	]
};

// src/rules/sensitive-logging.ts?page
const rulePart$26 = {
	docs: `
Logs go where many people read: to whoever may see the pods of a namespace, and mostly to a store of their own. Settings that were made to hunt a bug put into them what should not be there. \`ARGO_TRACE: "1"\` logs requests to the artifact storage with their authorization. \`podSpecLogStrategy\` logs whole pods with the values of their variables. \`--gloglevel\` from 8 on logs what the Kubernetes API answers, Secrets among it.

Remove them once the bug is found. Only exactly \`1\` switches \`ARGO_TRACE\` on; another value is not reported. \`--loglevel debug\` and \`--verbose\` log much, but no credentials that are known of.

The fix removes the setting. It changes what is logged and nothing else.`,
	guide: [],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/environment-variables/",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/",
		"https://github.com/argoproj/argo-workflows/security/advisories/GHSA-c2hv-4pfj-mm2r"
	],
	examples: [
		{
			title: "Specs of pods in the log of the controller",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"
  podSpecLogStrategy: |
    failedPod: true # ✗ failed-pods
    allPods: true # ✗ all-pods
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"
`
		},
		{
			title: "Executors that log requests",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    executor:
      imagePullPolicy: IfNotPresent
      args:
        - --loglevel
        - debug # ✗ debug
        - --gloglevel=9 # ✗ bodies
      env:
        - name: ARGO_TRACE
          value: "1" # ✗ trace
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    executor:
      imagePullPolicy: IfNotPresent
`
		},
		{
			title: "A server and a client that log requests",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --gloglevel
            - "8" # ✗ bodies
            - --loglevel=debug # ✗ debug
          env:
            - name: ARGO_TRACE
              value: "1" # ✗ trace
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, --gloglevel=9, job.yaml] # ✗ bodies`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, job.yaml]`
		},
		{
			title: "Values that switch nothing on",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  podSpecLogStrategy: |
    allPods: false
  executor: |
    args: [--loglevel, info, --gloglevel, "6"]
    env: [{name: ARGO_TRACE, value: "true"}]`
		},
		{
			title: "A controller that logs what it does",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--loglevel, info, --gloglevel, "0"]
          env: [{name: ARGO_TRACE, value: "0"}]`
		}
	]
};

// src/rules/sensitive-scheduling.ts?page
const rulePart$25 = {
	docs: `
On the nodes of the control plane run the API server and its database, with the certificates that open everything. A
step that gets out of its container there owns the cluster and not one node; a step that takes all memory stops it.
Pods with the priority of the system drive out what keeps the cluster going.

Let such pods run on nodes of their own: tolerate the taint of these by its key. A backup of the control plane's
database, which has to run there, belongs to its administrators and not into a workflow that others may submit.

What a template says replaces what the spec says. A toleration without a key tolerates every taint there is. Which node
a parameter selects, another rule looks at.`,
	guide: ["S17-20"],
	references: [
		"https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/",
		"https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/",
		"https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec"
	],
	examples: [
		{
			title: "On the control plane, by selector and by affinity",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: backup-}
spec:
  entrypoint: main
  tolerations: [{operator: Exists}] # ✗ control-plane
  nodeSelector:
    node-role.kubernetes.io/control-plane: ""
  podPriorityClassName: system-cluster-critical # ✗ system-priority
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: other
      tolerations:
        - {key: batch, operator: Exists}
        - key: node-role.kubernetes.io/master # ✗ control-plane
          effect: NoSchedule
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{key: node-role.kubernetes.io/master, operator: Exists}]
      nodeSelector: {disk: ssd}
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Half of it, and past the scheduler",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tools}
spec:
  templates:
    - name: may
      tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}] # ✗ tolerated
      container: {image: "alpine:3.20"}
    - name: anywhere
      tolerations:
        - operator: Exists # ✗ any-taint
      container: {image: "alpine:3.20"}
    - name: wants
      nodeSelector: {node-role.kubernetes.io/master: "true"} # ✗ tolerated
      container: {image: "alpine:3.20"}
    - name: there
      podSpecPatch: |
        nodeName: node-1 # ✗ fixed-node
      priorityClassName: system-node-critical # ✗ system-priority
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Nodes that a template selects where the controller gives the toleration to all",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec:
      tolerations:
        - operator: Exists # ✗ any-taint
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: backup}
spec:
  templateDefaults:
    nodeSelector:
      node-role.kubernetes.io/control-plane: "true" # ✗ control-plane
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A toleration for pods that run already, and one behind it; a node that is put in later",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: stays
  templates:
    - name: stays
      tolerations: [{operator: Exists, effect: NoExecute}]
      container: {image: "alpine:3.20"}
    - name: may
      tolerations:
        - {operator: Exists, effect: NoSchedule}
        - key: node-role.kubernetes.io/control-plane # ✗ tolerated
          effect: NoExecute
      container: {image: "alpine:3.20"}
    - name: somewhere
      inputs: {parameters: [{name: node}]}
      podSpecPatch: '{"nodeName": "{{inputs.parameters.node}}"}'
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Nodes of their own",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  tolerations: [{key: batch, operator: Equal, value: "true", effect: NoSchedule}]
  nodeSelector: {pool: batch}
  podPriorityClassName: batch
  templates:
    - name: main
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{key: node-role.kubernetes.io/control-plane, operator: DoesNotExist}]
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A template that takes another list than the spec; steps that make no pod",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]
  templates:
    - name: main
      steps: [[{name: a, template: work}]]
    - name: work
      tolerations: [{key: batch, operator: Exists}]
      container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/sensor-parameter-destination.ts?page
const rulePart$24 = {
	docs: `A trigger of a sensor copies parts of an event into the object that it creates: \`dest\` is any path in that object. When it names the value of an argument, the workflow still decides what becomes of the data. When it names an image, a command, a template or a ServiceAccount, whoever can send the event decides, and runs their own code with the rights of the workflow. A webhook that is open to the world lets anybody do it.

Write event data to \`spec.arguments.parameters.N.value\` only, and let the templates take it as data. What the arguments are then used for is judged by the rules about injection.

Both lists count: those of the trigger, whose paths begin at its \`template\`, and those of \`argoWorkflow\` and \`k8s\`, whose paths begin at the object. Values of arguments and inputs, of environment variables and of a ConfigMap are data. A word of \`args\` is \`shape\` when a shell or another interpreter runs it as code, or when the command cannot be seen; else it is \`field\`. A name is more than a name where it chooses the object: with \`submit-from\` it chooses what runs. A source with a \`value\` and no key is constant, whatever its dependency; one with neither writes the whole event. An empty \`dest\` is an error in a trigger, and not reported.`,
	guide: ["S17-20", "S41"],
	references: [
		"https://argoproj.github.io/argo-events/tutorials/02-parameterization/",
		"https://argoproj.github.io/argo-events/sensors/triggers/argo-workflow/",
		"https://cwe.mitre.org/data/definitions/915.html"
	],
	examples: [
		{
			title: "An event chooses the image, a shell command, the template and its own name",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: hook, eventSourceName: webhook, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                templates:
                  - name: main
                    container: {image: 'alpine:3.20', command: [sh], args: [-c, make, all]}
                  - name: say
                    container: {image: 'alpine:3.20', command: [echo], args: [hello]}
          parameters:
            - src: {dependencyName: hook, dataKey: body.image}
              dest: spec.templates.0.container.image # ✗ shape
            - src: {dependencyName: hook, dataTemplate: "make {{ .Input.body.target }}"}
              dest: spec.templates.0.container.args.1 # ✗ shape
            - src: {dependencyName: hook, dataKey: body.target}
              dest: spec.templates.0.container.args.2 # ✗ field
            - src: {dependencyName: hook, dataKey: body.text}
              dest: 'spec.templates.#(name=="say").container.args.0' # ✗ field
            - src: {dependencyName: hook, dataKey: body.entrypoint}
              dest: spec.entrypoint # ✗ shape
            - src: {dependencyName: hook}
              dest: spec.templates.0.metadata.annotations.event # ✗ field
            - src: {dependencyName: hook, dataKey: body.ref}
              dest: metadata.labels.ref # ✗ metadata
            - src: {dependencyName: hook, dataKey: body.id}
              dest: metadata.generateName # ✗ name
              operation: append
`
		},
		{
			title: "Paths that begin at the trigger, and a name that chooses what runs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: hook, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit-from
          args: [--serviceaccount, runner]
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: WorkflowTemplate
              metadata: {name: build}
          parameters:
            - src: {dependencyName: hook, dataKey: body.template}
              dest: metadata.name # ✗ shape
      parameters:
        - src: {dependencyName: hook, dataKey: body.account}
          dest: argoWorkflow.args.1 # ✗ command-line
        - src: {dependencyName: hook, dataKey: body.field}
          dest: argoWorkflow.parameters.0.dest # ✗ shape
        - src: {dependencyName: hook, dataKey: body.kind}
          dest: argoWorkflow.source.resource.kind # ✗ shape
    - template:
        name: allow
        k8s:
          operation: create
          source:
            inline: |
              apiVersion: rbac.authorization.k8s.io/v1
              kind: RoleBinding
              metadata: {generateName: allow-}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
              subjects: [{kind: ServiceAccount, name: nobody}]
          parameters:
            - src: {dependencyName: hook, dataKey: body.account}
              dest: subjects.0.name # ✗ shape
`
		},
		{
			title: "Event data goes to arguments, inputs and environment variables",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: hook, eventSourceName: webhook, eventName: push}]
  triggers:
    - template:
        name: build
        k8s:
          operation: create
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: commit, value: none}, {name: ref, value: none}]}
                templates:
                  - name: main
                    inputs: {parameters: [{name: title, value: none}]}
                    container:
                      image: alpine:3.20
                      command: [sh, -c, 'echo "$TITLE"']
                      env: [{name: TITLE, value: none}]
          parameters:
            - src: {dependencyName: hook, dataKey: body.after}
              dest: spec.arguments.parameters.0.value
            - src: {dependencyName: hook, dataKey: body.ref}
              dest: 'spec.arguments.parameters.#(name=="ref").value'
            - src: {dependencyName: hook, dataKey: body.title}
              dest: spec.templates.0.inputs.parameters.0.value
            - src: {dependencyName: hook, dataKey: body.title}
              dest: spec.templates.0.container.env.0.value
`
		},
		{
			title: "A value that the author wrote, and triggers that make no object",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: hook, eventSourceName: webhook, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec: {workflowTemplateRef: {name: build}}
          parameters:
            - src: {dependencyName: hook, value: release}
              dest: spec.entrypoint
    - template:
        name: tell
        http:
          url: https://chat.example.com/hook
          method: POST
          payload:
            - src: {dependencyName: hook, dataKey: body.title}
              dest: text
`
		}
	]
};

// src/rules/server-anonymous-auth.ts?page
const rulePart$23 = {
	docs: `
In the mode \`server\`, a caller who sends no token acts as the ServiceAccount of the Argo Server. That one may usually create workflows, which is the right to run any pod in the namespaces that it serves, and read logs and artifacts.

Modes add up: a request without a token that fits another mode falls through to \`server\`. So \`--auth-mode=sso --auth-mode=server\` is open to everybody, and so is \`hybrid\`, which is \`client\` and \`server\`. Signatures of webhooks are moot then too, since a post whose signature does not match goes on as an anonymous one.

Where the roles of that ServiceAccount are among the files, they count: with the right to start workflows nothing else is needed to run code; when it only reads, strangers still read parameters and logs.

Remove \`server\`, replace \`hybrid\` by \`client\`, and let people in by \`sso\` or with tokens of their own. Without any mode the default is \`client\`; before 3.1.0 it was \`server\` (the documentation says 3.0, the tags of 3.0 say otherwise).

The variable \`ARGO_AUTH_MODE\` counts as well. Flags do not replace it: Argo sets the variable's value first and then adds those of the flags.`,
	guide: [
		"S35",
		"S41",
		"H2"
	],
	references: ["https://argo-workflows.readthedocs.io/en/latest/argo-server-auth-mode/", "https://argo-workflows.readthedocs.io/en/latest/security/#argo-server-security"],
	examples: [
		{
			title: "The mode in one word, in two, and beside others",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server] # ✗ anonymous
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [argo]
          args:
            - server
            - --auth-mode
            - client
            - --auth-mode
            - hybrid # ✗ anonymous
`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [argo]
          args:
            - server
            - --auth-mode
            - client
`
		},
		{
			title: "A variable counts beside a flag",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client]
          env:
            - name: ARGO_AUTH_MODE
              value: server # ✗ anonymous
`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client]
`
		},
		{
			title: "Strangers beside users of single sign-on",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server # the command
            - "--auth-mode=hybrid" # ✗ anonymous
            - "--auth-mode=sso"
            - --auth-mode # ours
            - server # ✗ anonymous
            - --namespaced # one namespace`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server # the command
            - "--auth-mode=client"
            - "--auth-mode=sso"
            # ours
            - --namespaced # one namespace`
		},
		{
			title: "An anonymous server behind a load balancer, started by a shell",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [sh, -c]
          args:
            - |
              update-ca-certificates
              exec argo server \\
                --auth-mode=server # ✗ exposed
---
apiVersion: v1
kind: Service
metadata: {name: argo-ui, namespace: argo}
spec:
  type: LoadBalancer
  selector: {app: argo-server}`
		},
		{
			title: "Strangers who may start workflows by the role of the server, and such who may only read",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server] # ✗ anonymous
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit-workflows}
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: edit-workflows}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create, get, list, watch]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reading-server, namespace: show}
spec:
  selector: {matchLabels: {app: reading-server}}
  template:
    metadata: {labels: {app: reading-server}}
    spec:
      serviceAccountName: reader
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server] # ✗ anonymous
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: show}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: reader, namespace: show}]`
		},
		{
			title: "A version that lets everybody in by default",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v3.0.10
          args: [server] # ✗ default`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v3.0.10
          args: [server, --auth-mode=client]`
		},
		{
			title: "Tokens and single sign-on",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode, sso, --auth-mode=client]`
		},
		{
			title: "The default of today, and the server of another project",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.1.0
          args: [server, --namespaced]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argocd-server, labels: {app.kubernetes.io/part-of: argocd}}
spec:
  template:
    spec:
      containers:
        - name: argocd-server
          image: quay.io/argoproj/argocd:v2.11.0
          args: [/usr/local/bin/argocd-server, --insecure, --auth-mode=server]`
		}
	]
};

// src/rules/server-browser-protections.ts?page
const rulePart$22 = {
	docs: `
The UI shows what workflows make: artifacts, links, names. Argo's defaults see to it that none of that acts for the user who looks at it. Twice, in CVE-2022-29164 and CVE-2026-23960, an artifact could run a script with the user's login; the policy for artifacts is what stands between.

Remove what changes the defaults: \`--x-frame-options\` (\`DENY\`), \`--hsts\` (on), \`--access-control-allow-origin\` (none), \`--allowed-link-protocol\` (\`http\`, \`https\`), \`ARGO_ARTIFACT_CONTENT_SECURITY_POLICY\` (with \`sandbox\`, and no scripts), \`ARGO_ARTIFACT_X_FRAME_OPTIONS\` (\`SAMEORIGIN\`). Links with \`javascript:\` or \`data:\` in the controller's configuration run in the page of the UI; without the flag that allows them the server refuses the configuration.

\`--access-control-allow-origin=*\` only concerns the files of the UI, not answers of the API. An empty variable is none: the default counts. \`--api-rate-limit\` is 1000 calls of an address in a second; \`0\` does not mean "no limit", so only very high numbers are reported. With \`IP_KEY_FUNC_HEADERS\` each caller says which address it has, unless a proxy in front overwrites the header: for auditors.

The fix removes the flag or variable.`,
	guide: ["S40", "S44"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/cli/argo_server/",
		"https://argo-workflows.readthedocs.io/en/latest/environment-variables/",
		"https://github.com/argoproj/argo-workflows/security/advisories/GHSA-cmv8-6362-r5w9"
	],
	examples: [
		{
			title: "A server that protects nobody",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --x-frame-options= # ✗ framing
            - --hsts=false # ✗ hsts
            - --access-control-allow-origin=* # ✗ any-origin
            - --allowed-link-protocol=https,javascript # ✗ script-links
            - --api-rate-limit=1000000 # ✗ unlimited
          env:
            - name: ARGO_ARTIFACT_CONTENT_SECURITY_POLICY
              value: default-src 'self'; script-src 'self' 'unsafe-inline' # ✗ artifact-script
            - name: ARGO_ARTIFACT_X_FRAME_OPTIONS
              value: ALLOWALL # ✗ artifact-framing
            - name: IP_KEY_FUNC_HEADERS
              value: X-Forwarded-For # ✗ forged-address
`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
`
		},
		{
			title: "Values of Argo's Helm chart",
			yaml: `
controller:
  workflowNamespaces: [default]
  links:
    - {name: Retry, scope: workflow, url: 'javascript:alert(1)'} # ✗ script-links
server:
  extraArgs:
    - --hsts=false # ✗ hsts`
		},
		{
			title: "Links that run a script",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  links: |
    - name: Logs
      scope: pod
      url: https://logs.example.org?pod=\${metadata.name}
    - name: Retry
      scope: workflow
      url: "javascript:fetch('/api/v1/workflows')" # ✗ script-links`
		},
		{
			title: "A server with the defaults, written out",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --x-frame-options=SAMEORIGIN, --hsts=true, --allowed-link-protocol, 'http,https', --api-rate-limit=0]
          env:
            - {name: ARGO_ARTIFACT_CONTENT_SECURITY_POLICY, value: "sandbox; default-src 'none'; style-src 'self' 'unsafe-inline'"}
            - {name: ARGO_ARTIFACT_X_FRAME_OPTIONS, value: ""}`
		},
		{
			title: "Links to other pages, and a controller that has no such flags",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  links: |
    - {name: Help, scope: chat, url: 'http://chat.example.org'}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env: [{name: IP_KEY_FUNC_HEADERS, value: X-Forwarded-For}]`
		}
	]
};

// src/rules/server-exposed.ts?page
const rulePart$21 = {
	docs: `
Whoever reaches the Argo Server can try its logins, its webhooks and every hole that it has. It has to be reached for the UI and for webhooks, but not by everybody, and not without TLS: people send it tokens that may create workflows.

A Service that selects the server should be a \`ClusterIP\`. Let callers in through an Ingress, Route or Gateway that ends TLS for the host and sends those without TLS there. Where only some networks need it, name them: \`loadBalancerSourceRanges\`, \`nginx.ingress.kubernetes.io/whitelist-source-range\`, an internal load balancer. A range that is every address (\`0.0.0.0/0\`) limits nothing. A login in front of it (\`nginx.ingress.kubernetes.io/auth-url\`) counts as a limit as well, and nothing is reported.

An Ingress has TLS when \`spec.tls\` covers the host, or when an annotation names a certificate (load balancers of AWS and Google, Traefik). NGINX sends callers to TLS by itself where there is some, so only \`ssl-redirect: "false"\` is reported; \`force-ssl-redirect: "false"\` is its default and changes nothing. Of an HTTPRoute only the listeners of a Gateway among the files are known.

Where the server's Deployment is not among the files, what leads to a Service of the name that Argo or its Helm chart gives it is judged.`,
	guide: [
		"S34",
		"S40",
		"S42"
	],
	references: ["https://argo-workflows.readthedocs.io/en/latest/security/#argo-server", "https://argo-workflows.readthedocs.io/en/latest/argo-server/#ingress"],
	examples: [
		{
			title: "A load balancer for everybody",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v3.7.18', args: [server]}
---
apiVersion: v1
kind: Service
metadata: {name: argo-server, namespace: argo}
spec:
  type: LoadBalancer # ✗ service
  selector: {app: argo-server}
  ports: [{port: 2746}]`
		},
		{
			title: "An Ingress and a Route without TLS, and one that takes both",
			yaml: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argo}
spec:
  tls: [{hosts: [other.example.org], secretName: tls}]
  rules:
    - host: argo.example.org # ✗ plain
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: argo}
spec:
  to: {kind: Service, name: argo-server} # ✗ plain
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: second
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "false" # ✗ no-redirect
spec:
  tls: [{hosts: ['*.example.org'], secretName: tls}]
  rules:
    - host: argo.example.org
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}`
		},
		{
			title: "An HTTPRoute at listeners without TLS",
			yaml: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: outer, namespace: gateways}
spec:
  gatewayClassName: istio
  listeners:
    - {name: web, port: 80, protocol: HTTP}
    - {name: websecure, port: 443, protocol: HTTPS}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: plain, namespace: argo}
spec:
  parentRefs:
    - {name: outer, namespace: gateways, sectionName: web} # ✗ plain
  rules: [{backendRefs: [{name: argo-server, port: 2746}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: both, namespace: argo}
spec:
  parentRefs:
    - {name: outer, namespace: gateways} # ✗ no-redirect
  rules: [{backendRefs: [{name: argo-server, port: 2746}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: secure, namespace: argo}
spec:
  parentRefs: [{name: outer, namespace: gateways, sectionName: websecure}]
  rules: [{backendRefs: [{name: argo-server, port: 2746}]}]`
		},
		{
			title: "Ranges of addresses that are everybody, and a Route that takes callers without TLS too",
			yaml: `
apiVersion: v1
kind: Service
metadata: {name: argo-server}
spec:
  type: LoadBalancer # ✗ service
  loadBalancerSourceRanges: [10.0.0.0/8, 0.0.0.0/0]
  selector: {app: argo-server}
---
apiVersion: v1
kind: Service
metadata:
  name: argo-server-limited
  annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: "10.0.0.0/8, 192.168.0.0/16"}
spec: {type: LoadBalancer, selector: {app: argo-server}}
---
apiVersion: v1
kind: Service
metadata:
  name: argo-server-outer
  annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: "false"}
spec:
  type: LoadBalancer # ✗ service
  selector: {app: argo-server}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: argo
  annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: 0.0.0.0/0}
spec:
  rules:
    - host: argo.example.org # ✗ plain
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: argo}
spec:
  to: {kind: Service, name: argo-server}
  tls: {termination: edge, insecureEdgeTerminationPolicy: Allow} # ✗ no-redirect
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: argo-redirecting}
spec:
  to: {kind: Service, name: argo-server}
  tls: {termination: edge, insecureEdgeTerminationPolicy: Redirect}`
		},
		{
			title: "Values of Argo's Helm chart that ask for an Ingress without TLS, and some that ask for one with it",
			yaml: `
server:
  authModes: [client]
  ingress: # ✗ plain
    enabled: true
    hosts: [argo.example.org]
---
argo-workflows:
  server:
    ingress:
      enabled: true
      hosts: [argo.example.org]
      tls: [{hosts: [argo.example.org], secretName: tls}]
---
argo-workflows:
  server:
    ingress:
      enabled: true
      annotations: {nginx.ingress.kubernetes.io/auth-url: 'https://login.example.org'}`
		},
		{
			title: "Values of Argo's Helm chart with a load balancer, and some with one for known networks",
			yaml: `
server:
  authModes: [client]
  serviceType: LoadBalancer # ✗ service
  ingress: {enabled: false}
---
argo-workflows:
  server:
    serviceType: LoadBalancer
    loadBalancerSourceRanges: [10.0.0.0/8]
---
argo-workflows:
  server: {enabled: false, serviceType: NodePort}`
		},
		{
			title: "An Ingress for any host name",
			yaml: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argo}
spec:
  tls: [{secretName: tls}]
  defaultBackend:
    service: {name: argo-server, port: {number: 2746}} # ✗ any-host`
		},
		{
			title: "Callers come in with TLS, or from known networks only",
			yaml: `
apiVersion: v1
kind: Service
metadata: {name: argo-server}
spec:
  type: ClusterIP
  selector: {app: argo-server}
---
apiVersion: v1
kind: Service
metadata: {name: argo-server-lb}
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [10.0.0.0/8]
  selector: {app: argo-server}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: argo
  annotations: {nginx.ingress.kubernetes.io/force-ssl-redirect: "false"}
spec:
  tls: [{hosts: [argo.example.org], secretName: tls}]
  rules:
    - host: argo.example.org
      http: {paths: [{path: /, backend: {service: {name: argo-server, port: {number: 2746}}}}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: inner
  annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8}
spec:
  rules:
    - host: argo.example.org
      http: {paths: [{path: /, backend: {service: {name: argo-server, port: {number: 2746}}}}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: argo}
spec:
  tls: {termination: reencrypt}
  to: {kind: Service, name: argo-server}`
		},
		{
			title: "Load balancers that end TLS by an annotation, and another's Ingress",
			yaml: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: argo
  annotations:
    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-west-1:1:certificate/a
spec:
  rules:
    - host: argo.example.org
      http: {paths: [{path: /, backend: {service: {name: argo-server, port: {number: 2746}}}}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argocd}
spec:
  rules:
    - host: cd.example.org
      http: {paths: [{path: /, backend: {service: {name: argocd-server, port: {number: 80}}}}]}`
		}
	]
};

// src/rules/server-insecure-transport.ts?page
const rulePart$20 = {
	docs: `
People send the Argo Server their tokens, and it sends them logs, parameters and artifacts. Without TLS, everybody on the way reads them: other pods on the node's network, and whatever lies between an Ingress and the server.

Argo Server uses TLS unless \`--secure=false\`, \`-e=false\` or \`ARGO_SECURE=false\` says otherwise. Remove that, set \`readinessProbe.httpGet.scheme: HTTPS\`, and tell what stands in front of the server to speak HTTPS to it (for the NGINX Ingress, \`nginx.ingress.kubernetes.io/backend-protocol: HTTPS\`).

\`--secure\` is a boolean flag, so the two words \`--secure\`, \`false\` leave TLS on: nothing is reported for them.

Without \`--tls-certificate-secret-name\` (3.4.5 and later) the server makes a certificate that nobody can check, and clients learn to skip the check. \`--insecure-skip-verify\` in a client gives its token to whoever answers.

The fix says \`true\` where TLS is switched off and lets the probes use HTTPS; what stands in front of the server is left to you.`,
	guide: ["S34", "H2"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/tls/", "https://argo-workflows.readthedocs.io/en/latest/security/#argo-server-security"],
	examples: [
		{
			title: "TLS is off, by a flag, its shorthand and a variable",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --secure=false # ✗ plain
          readinessProbe:
            httpGet: {path: /, port: 2746, scheme: HTTP}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, -e=false] # ✗ plain
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - {name: ARGO_SECURE, value: "false"} # ✗ plain
            - {name: TLS_MIN_VERSION, value: "769"} # ✗ weak-version
`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --secure=true
          readinessProbe:
            httpGet: {path: /, port: 2746, scheme: HTTPS}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, -e=true]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - {name: ARGO_SECURE, value: "true"}
`
		},
		{
			title: "An Ingress ends TLS in front of the server",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [sh, -c, 'argo server --secure=false --auth-mode=client'] # ✗ terminated
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argo-server}
spec:
  tls: [{hosts: [argo.example.org], secretName: argo-tls}]
  rules:
    - host: argo.example.org
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}`
		},
		{
			title: "A version that uses no TLS by itself",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v2.12.13
          args: [server] # ✗ default`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v2.12.13
          args: [server, --secure]`
		},
		{
			title: "Scripts that call the server, and one that calls something else",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      script:
        image: alpine:3.20
        command: [bash, -eu]
        source: |
          curl -k https://example.org
          argo submit -k job.yaml # ✗ unverified
    - name: other
      script:
        image: quay.io/argoproj/argocli:v3.7.18
        command: [sh]
        source: curl -k https://example.org`
		},
		{
			title: "A client that skips the check, and a server that makes it",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, --watch, --insecure-skip-verify, job.yaml] # ✗ unverified
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server] # ✗ self-signed`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, --watch, job.yaml]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]`
		},
		{
			title: "TLS with a certificate of its own",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --tls-certificate-secret-name=argo-server-tls]
          env:
            - {name: TLS_MIN_VERSION, value: "772"}`
		},
		{
			title: "Two words that do not switch TLS off, and a flag that counts before a variable",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --tls-certificate-secret-name=tls, --secure, "false"]
          env:
            - {name: ARGO_SECURE, value: "false"}`
		}
	]
};

// src/rules/server-role-too-broad.ts?page
const rulePart$19 = {
	docs: `
In the authentication mode \`client\`, and by SSO with \`rbac.enabled\`, the Argo Server acts for each user with the rights of that user. Its own role then serves for little more than single sign-on, webhooks and the archive. Rights to write are of use to it only in the mode \`server\`, and by SSO without RBAC: there everybody has them. So a server that is set up well does not need them, and one that is not should not have them.

Leave \`get\`, \`list\` and \`watch\` on Argo's objects, as in the read-only role of Argo's manifests, and what single sign-on needs: \`get\` and \`create\` on Secrets. Bind it with a RoleBinding when the server runs with \`--namespaced\`.

The server's account is that of its Deployment, or one called \`argo-server\` or \`…-argo-workflows-server\`. Where no Deployment says how it lets users in, \`client\` is taken for granted. What several rules of a role allow to change is one finding, at the first of them. A role for cluster workflow templates alone may be bound in the whole cluster: they belong to no namespace. The fix takes the verbs that write away from Argo's objects and pods; rules about Secrets and events stay as they are.`,
	guide: [
		"S21",
		"S36",
		"S37",
		"H4",
		"H7"
	],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/security/#read-only",
		"https://argo-workflows.readthedocs.io/en/latest/argo-server-auth-mode/",
		"https://github.com/argoproj/argo-workflows/blob/main/manifests/cluster-install-no-crds/argo-server-rbac/argo-server-clusterole.yaml"
	],
	examples: [
		{
			title: "A server for everybody that may change workflows",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, create]
  - apiGroups: [argoproj.io]
    resources: [workflows, cronworkflows, workflowtemplates]
    verbs: [create, get, list, watch, update, patch, delete] # ✗ shared
  - apiGroups: [""]
    resources: [pods, pods/log]
    verbs: [get, list, watch, delete]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server-binding, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: argo-server-role}
subjects: [{kind: ServiceAccount, name: argo-server}]`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, create]
  - apiGroups: [argoproj.io]
    resources: [workflows, cronworkflows, workflowtemplates]
    verbs: [get, list, watch]
  - apiGroups: [""]
    resources: [pods, pods/log]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server-binding, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: argo-server-role}
subjects: [{kind: ServiceAccount, name: argo-server}]`
		},
		{
			title: "A server that acts for each user, with more than upstream gives it, and all that in the whole cluster",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --namespaced]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: server}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, create, list] # ✗ extra
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [get, list, create] # ✗ writes
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: server}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: server # ✗ cluster-binding
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --namespaced]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: server}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, create]
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [get, list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: server}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: server
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]`
		},
		{
			title: "A role that every cluster has, and a `*`",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: admin # ✗ built-in
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: ["*"]} # ✗ extra`
		},
		{
			title: "Single sign-on without rights of its own for each user",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  sso: |
    issuer: https://login.example.org
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=sso]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [get, create]} # ✗ shared
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server-binding, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: argo-server-role}
subjects: [{kind: ServiceAccount, name: argo-server}]`
		},
		{
			title: "A server that only reads, and cluster workflow templates, which belong to no namespace",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --namespaced]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows, cronworkflows, workflowtemplates], verbs: [get, list, watch]}
  - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list, watch]}
  - {apiGroups: [""], resources: [events], verbs: [watch, create, patch]}
  - {apiGroups: [""], resources: [secrets], verbs: [get, create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server-binding, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: argo-server-role}
subjects: [{kind: ServiceAccount, name: argo-server}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argo-server-clusterworkflowtemplate-role}
rules:
  - {apiGroups: [argoproj.io], resources: [clusterworkflowtemplates], verbs: [get, list, watch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo-server-clusterworkflowtemplate-role-binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argo-server-clusterworkflowtemplate-role}
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]`
		},
		{
			title: "The server of another project, and a person",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argocd-server}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
  - {kind: ServiceAccount, name: argocd-server, namespace: argocd}
  - {kind: User, name: argo-server, apiGroup: rbac.authorization.k8s.io}`
		}
	]
};

// src/rules/sso-rbac-catch-all.ts?page
const rulePart$18 = {
	docs: `
By SSO with RBAC, the Argo Server looks through the ServiceAccounts of its namespace for one whose \`workflows.argoproj.io/rbac-rule\` matches the claims of the user, that with the highest \`rbac-rule-precedence\` first, and then acts as that one. So the rule is the gate, and the account is what lies behind it.

Name groups in rules: \`'argo-admins' in groups\`. Give each rule a precedence of its own, the narrow ones the higher numbers, and a catch-all, where there has to be one, the lowest and an account that only reads. Compare whole texts, or with \`endsWith "@example.org"\`; write \`^\` and \`$\` around a pattern.

A rule is tried on somebody of whom nothing is known but that they can log in. Without a precedence, and with one that is no number, it is 0; the order of equal ones is not defined. A rule that is no valid expression makes every login fail. \`email_verified\` cannot be used in rules, so an identity provider that lets people choose their address lets them choose their account; an address that only narrows a group is passed over. Accounts in other namespaces than the server's do not count, unless \`SSO_DELEGATE_RBAC_TO_NAMESPACE\` is on. There is no fix: who is to get what is for a person to say. Whether people can make a group of that name themselves, as in some directories, cannot be seen here.`,
	guide: ["S21", "S35"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/argo-server-sso/#sso-rbac", "https://github.com/argoproj/argo-workflows/blob/main/server/auth/gatekeeper.go"],
	examples: [
		{
			title: "Everybody who can log in may do everything, and comes before the others",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: argo-admin
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "true" # ✗ catch-all
    workflows.argoproj.io/rbac-rule-precedence: "10" # ✗ shadows
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: argo-reader
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'readers' in groups"
    workflows.argoproj.io/rbac-rule-precedence: "1"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-admin, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects: [{kind: ServiceAccount, name: argo-admin}]`
		},
		{
			title: "Other ways to say everybody, and an account whose rights are not known",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: reader
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'admins' in groups or email != ''" # ✗ catch-all
    workflows.argoproj.io/rbac-rule-precedence: "1"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: other
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'sub != "" and not ("interns" in groups)' # ✗ catch-all
    workflows.argoproj.io/rbac-rule-precedence: "0"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: reader}]`
		},
		{
			title: "Tests that let in more than they seem to, and one that fails",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: staff
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'email endsWith "example.org"' # ✗ weak-test
    workflows.argoproj.io/rbac-rule-precedence: "2"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: pattern
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'preferred_username matches "admin"' # ✗ weak-test
    workflows.argoproj.io/rbac-rule-precedence: "3"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: jane
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'email == "jane@example.org"' # ✗ email
    workflows.argoproj.io/rbac-rule-precedence: "4"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: typo
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'admins' in groups and ("  # ✗ broken
    workflows.argoproj.io/rbac-rule-precedence: "5"`
		},
		{
			title: "Two rules of one precedence, an account for all purposes, and rules from other namespaces",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'operators' in groups" # ✗ too-strong, order
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: viewer
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'viewers' in groups"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: operators, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: default}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=sso]
          env:
            - {name: SSO_DELEGATE_RBAC_TO_NAMESPACE, value: "true"} # ✗ delegation`
		},
		{
			title: "Groups with a precedence each, and a catch-all that comes last and may do nothing",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: argo-admin
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'argo-admins' in groups"
    workflows.argoproj.io/rbac-rule-precedence: "10"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: builds
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'any(groups, {# startsWith "builds:"}) && !(sub in ["x"])'
    workflows.argoproj.io/rbac-rule-precedence: "5"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-admin, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects: [{kind: ServiceAccount, name: argo-admin}]`
		},
		{
			title: "An address that only narrows a group, and one that is enough by itself",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: jane-of-authors
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'authors' in groups && email == 'jane@example.org'"
    workflows.argoproj.io/rbac-rule-precedence: "2"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: jane-or-authors
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'authors' in groups || email == 'jane@example.org'" # ✗ email
    workflows.argoproj.io/rbac-rule-precedence: "1"`
		},
		{
			title: "A rule in a namespace that the server does not look into",
			yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: everybody
  namespace: builds
  annotations:
    workflows.argoproj.io/rbac-rule: "true"
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=sso]`
		}
	]
};

// src/rules/sso-weak-settings.ts?page
const rulePart$17 = {
	docs: `
With single sign-on the Argo Server believes what the identity provider says of a user. With \`insecureSkipVerify: true\`, or an issuer without TLS, anybody between the two can answer for the provider and log in as whom they like, with the groups that they like. A \`redirectUrl\` without TLS sends the login of each user over the network in clear.

Remove \`insecureSkipVerify\`. Where the provider has a certificate of a private authority, give the server that authority: in \`rootCA\` (4.0 and later), or in the trust store of its pod. Use \`https:\` for \`issuer\` and \`redirectUrl\`. Addresses at \`localhost\` are not reported; an issuer that is a Service of the cluster is a smaller matter, but log in there crosses the network too.

A session lasts ten hours unless \`sessionExpiry\` says otherwise. Somebody who loses their rights, or a cookie that is stolen, keeps them until then: the server does not ask again.

\`filterGroupsRegex\` keeps the groups that an expression fits *somewhere*: \`admin\` keeps \`not-admins\` as well. Write \`^admin$\`. An expression that ends in \`.*\` says that it wants all of them, and is not reported.

The fix removes \`insecureSkipVerify\`.`,
	guide: ["S34", "S35"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/argo-server-sso/", "https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/"],
	examples: [
		{
			title: "A provider whose certificate nobody checks",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    redirectUrl: https://argo.example.com/oauth2/callback
    insecureSkipVerify: true # ✗ unverified
    rbac: {enabled: true}
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    redirectUrl: https://argo.example.com/oauth2/callback
    rbac: {enabled: true}
`
		},
		{
			title: "Addresses without TLS, and logins that last a week",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    sso:
      issuer: http://dex.example.com # ✗ plain
      redirectUrl: http://argo.example.com/oauth2/callback # ✗ plain
      sessionExpiry: 168h # ✗ long-session
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  sso: |
    issuer: http://dex:5556/dex # ✗ in-cluster
    redirectUrl: http://localhost:8080/oauth2/callback`
		},
		{
			title: "Groups that are found in others, and groups that nobody asks for",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    redirectUrl: https://argo.example.com/oauth2/callback
    scopes: [email, profile] # ✗ no-groups
    filterGroupsRegex:
      - argo-admin # ✗ loose-filter
      - ^ops|dev$ # ✗ loose-filter
      - ^(qa|test)$
      - ^team-.*
    rbac: {enabled: true}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: admin
  annotations:
    workflows.argoproj.io/rbac-rule: "'admin' in groups"`
		},
		{
			title: "A login that holds",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    redirectUrl: https://argo.example.com/oauth2/callback
    scopes: [groups, email]
    sessionExpiry: 8h30m
    insecureSkipVerify: false
    filterGroupsRegex: ['^argo-[a-z|]+$']
    rbac: {enabled: true}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: admin
  annotations: {workflows.argoproj.io/rbac-rule: "'admin' in groups"}`
		},
		{
			title: "Rules that look at the address only, and a configuration without single sign-on",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    scopes: [email]
    sessionExpiry: 24h
    rbac: {enabled: true}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: admin
  annotations: {workflows.argoproj.io/rbac-rule: "email == 'admin@example.com'"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data: {parallelism: "10"}`
		}
	]
};

// src/rules/sso-without-rbac.ts?page
const rulePart$16 = {
	docs: `
Single sign-on tells the Argo Server who a user is. What the user may do is another question, which only \`sso.rbac.enabled: true\` asks: the server then looks for a ServiceAccount whose \`workflows.argoproj.io/rbac-rule\` matches the user's groups, and acts as that one. Without it, everybody who can log in at the identity provider acts as the ServiceAccount of the server, which may usually create workflows, read their logs and delete them in every namespace that it serves.

Add \`rbac: {enabled: true}\` under \`sso\`, and annotate a ServiceAccount for each group of users first: users whom no rule matches are locked out.

The server reads \`sso\` only in the authentication mode \`sso\`. Where its Deployment is among the files and does not have that mode, nothing is reported; where no Deployment is there, the finding is less certain. Where the roles of its ServiceAccount are among the files and only read, the finding is \`low\`.`,
	guide: ["S35", "H2"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/argo-server-sso/#sso-rbac"],
	examples: [
		{
			title: "Everybody with an account gets the same rights",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: | # ✗
    issuer: https://login.example.org
    clientId: {name: argo-sso, key: client-id}
    clientSecret: {name: argo-sso, key: client-secret}
    redirectUrl: https://argo.example.org/oauth2/callback`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
    clientId: {name: argo-sso, key: client-id}
    clientSecret: {name: argo-sso, key: client-secret}
    redirectUrl: https://argo.example.org/oauth2/callback
    rbac:
      enabled: true`
		},
		{
			title: "Switched off in the form with one key, with the server that uses it",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    sso:
      issuer: https://login.example.org
      clientId: {name: argo-sso, key: client-id}
      clientSecret: {name: argo-sso, key: client-secret}
      rbac:
        enabled: false # ✗
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client, --auth-mode=sso]`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    sso:
      issuer: https://login.example.org
      clientId: {name: argo-sso, key: client-id}
      clientSecret: {name: argo-sso, key: client-secret}
      rbac:
        enabled: true
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client, --auth-mode=sso]`
		},
		{
			title: "Each user acts as the ServiceAccount of a group",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
    clientId: {name: argo-sso, key: client-id}
    clientSecret: {name: argo-sso, key: client-secret}
    rbac:
      enabled: true`
		},
		{
			title: "A server that lets nobody in by SSO",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode, client]`
		},
		{
			title: "A patch that only adds scopes",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    scopes: [groups]`
		}
	]
};

// src/rules/template-drops-security-context.ts?page
const rulePart$15 = {
	docs: `
A template's \`securityContext\` takes the place of the one at \`spec\`: Argo does not merge the two. A template that
only adds an \`fsGroup\` thereby gives up \`runAsNonRoot\`, \`runAsUser\` and \`seccompProfile\` of the workflow, and
its containers run as root again, although the manifest looks hardened.

Repeat in the template what it shall keep, or set it on the containers themselves. A \`securityContext\` in
\`templateDefaults\` counts as one of every template.

\`fsGroup\` and \`supplementalGroups\` are no protection: losing them is no finding. A template that asks for root itself
is a matter of \`run-as-root\`. The fix repeats what is lost, and names user 8737 where a switch stands without a number.`,
	guide: ["S30"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/", "https://argo-workflows.readthedocs.io/en/latest/fields/#template"],
	examples: [
		{
			title: "A template that adds a group and loses the user",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {fsGroup: 2000} # ✗ user
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {fsGroup: 2000, runAsNonRoot: true, runAsUser: 8737}
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The defaults of all templates, and a template that loses the seccomp profile alone",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  entrypoint: one
  securityContext:
    runAsUser: 1000
    seccompProfile: {type: RuntimeDefault}
  templateDefaults:
    securityContext: {fsGroup: 2000} # ✗ user
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      script: {image: "alpine:3.20", command: [sh], source: id}
    - name: three
      securityContext: # ✗ seccomp
        # Owns the volume.
        runAsUser: 1001
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  entrypoint: one
  securityContext:
    runAsUser: 1000
    seccompProfile: {type: RuntimeDefault}
  templateDefaults:
    securityContext: {fsGroup: 2000, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      script: {image: "alpine:3.20", command: [sh], source: id}
    - name: three
      securityContext:
        # Owns the volume.
        runAsUser: 1001
        seccompProfile:
          type: RuntimeDefault
      container: {image: "alpine:3.20"}`
		},
		{
			title: "An empty context replaces too",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {} # ✗ user
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A template that repeats what it keeps, and containers that set it themselves",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {fsGroup: 2000, runAsNonRoot: true, runAsUser: 8737}
      container: {image: "alpine:3.20"}
    - name: own
      securityContext: {fsGroup: 2000}
      container:
        image: alpine:3.20
        securityContext: {runAsUser: 1000}
    - name: none
      securityContext: null
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Nothing to lose",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {fsGroup: 1000}
  templates:
    - name: main
      securityContext: {fsGroup: 2000}
      container: {image: "alpine:3.20"}
    - name: steps
      securityContext: {fsGroup: 2000}
      steps: [[{name: a, template: main}]]`
		}
	]
};

// src/rules/template-override-weakens-security.ts?page
const rulePart$14 = {
	docs: `
A Workflow with \`workflowTemplateRef\` runs what its WorkflowTemplate says, with its own fields laid over it. So a
reviewed template holds only as far as nobody overrides it: another \`serviceAccountName\` has other rights, a
\`podSpecPatch\` or \`templateDefaults\` changes any pod, a \`securityContext\` may ask for root again.

Put such values into the WorkflowTemplate, or make a second one; the workflow then gives \`arguments\` alone. To have
that enforced, set \`workflowRestrictions.templateReferencing\` in the controller: since 3.7.14 and 4.0.5 it refuses
every field that submitters may not set.

Maps merge field by field, so a \`securityContext\` that only adds to the template's or makes it stricter is no finding,
nor is a value that the template has as well. A patch that gives resources or a user namespace is none either. A
ServiceAccount for a template that names none is none: it is better than \`default\`. That the pods get the node's
network or disk is said by \`host-namespace\` and \`host-path-volume\`, wherever it is written.`,
	guide: ["S16", "S24"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-templates/",
		"https://argo-workflows.readthedocs.io/en/latest/default-workflow-specs/"
	],
	examples: [
		{
			title: "Another account and other pods than the template has",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  serviceAccountName: deploy
  automountServiceAccountToken: false
  executor: {serviceAccountName: deploy-executor}
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  arguments: {parameters: [{name: env, value: staging}]}
  serviceAccountName: cluster-ops # ✗ identity
  podSpecPatch: '{"hostPID": true}' # ✗ weakens
  automountServiceAccountToken: true # ✗ weakens
  securityContext: # ✗ weakens
    runAsUser: 0
  onExit: cleanup # ✗ extends
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    workflowTemplateRef: {name: deploy}
    templateDefaults: # ✗ weakens
      sidecars: [{name: proxy, image: "alpine:3.20"}]
    executor: {serviceAccountName: executor} # ✗ identity`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  serviceAccountName: deploy
  automountServiceAccountToken: false
  executor: {serviceAccountName: deploy-executor}
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  arguments: {parameters: [{name: env, value: staging}]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    workflowTemplateRef: {name: deploy}
`
		},
		{
			title: "A controller that refuses other fields",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env: [{name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: parallelism}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  parallelism: 3
  nodeSelector: {disk: ssd} # ✗ refused`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env: [{name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: parallelism}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  parallelism: 3
`
		},
		{
			title: "A template that is not among the files",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  serviceAccountName: cluster-ops # ✗ unresolved
  nodeSelector: {disk: ssd}`
		},
		{
			title: "Arguments alone, and overrides that protect",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  securityContext: {runAsUser: 1000}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  arguments: {parameters: [{name: env, value: staging}]}
  entrypoint: main
  serviceAccountName: deploy
  automountServiceAccountToken: false
  securityContext: {runAsNonRoot: true, fsGroup: 1000}
  podSpecPatch: '{"hostUsers": false, "containers": [{"name": "main", "resources": {"limits": {"memory": "1Gi"}}}]}'
  tolerations: [{key: batch, operator: Exists}]`
		},
		{
			title: "What the template says itself; a workflow of its own; a template that is called for one step",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  serviceAccountName: deploy
  onExit: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  serviceAccountName: deploy
  onExit: main
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      steps: [[{name: deploy, templateRef: {name: deploy, template: main}}]]`
		}
	]
};

// src/rules/unbounded-fan-out.ts?page
const rulePart$13 = {
	docs: `
A step with \`withParam\` or \`withSequence\` makes a pod for each item. Where others choose the list, a long one fills
the cluster: the pods of everybody wait, nodes are added and paid for, and the workflow object grows past what the API
server stores.

Set \`parallelism\` on the template that holds the loop, or at the spec: it bounds how many pods run at a time. The
settings \`parallelism\` and \`namespaceParallelism\` of the controller count workflows and not pods, so they do not help.
Where the list can be checked, refuse long ones before the loop. A template that calls itself needs a \`when\` that
ends.

The fix sets \`parallelism: 10\` on the template that holds the loop.`,
	guide: [],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/parallelism/",
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/loops/",
		"https://argo-workflows.readthedocs.io/en/latest/environment-variables/"
	],
	examples: [
		{
			title: "A template that calls itself by the name of its own WorkflowTemplate, and one that calls its namesake",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: walk}
spec:
  templates:
    - name: again
      steps:
        - - name: more
            templateRef:
              name: walk
              template: again # ✗ recursion
    - name: once
      steps: [[{name: other, templateRef: {name: stroll, template: once}}]]
    - name: everywhere
      steps: [[{name: other, templateRef: {name: walk, template: everywhere, clusterScope: true}}]]`
		},
		{
			title: "Lists that others give, in a library",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: work}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: work
            template: work
            withParam: "{{workflow.parameters.items}}" # ✗ submitter
    - name: counted
      inputs: {parameters: [{name: count}]}
      dag:
        tasks:
          - name: work
            template: work
            withSequence: {count: "{{inputs.parameters.count}}"} # ✗ submitter
    - name: work
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: work}
spec:
  entrypoint: main
  templates:
    - name: main
      parallelism: 10
      steps:
        - - name: work
            template: work
            withParam: "{{workflow.parameters.items}}"
    - name: counted
      parallelism: 10
      inputs: {parameters: [{name: count}]}
      dag:
        tasks:
          - name: work
            template: work
            withSequence: {count: "{{inputs.parameters.count}}"}
    - name: work
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Lists of a workflow: given, preset, computed, and long",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: work-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: given
      - {name: preset, value: '[1, 2]'}
  templates:
    - name: main
      steps:
        - - {name: list, template: work}
        - - {name: a, template: work, withParam: "{{workflow.parameters.given}}"} # ✗ argument
          - {name: b, template: work, withParam: "{{workflow.parameters.preset}}"} # ✗ preset
          - {name: c, template: work, withParam: "{{steps.list.outputs.result}}"} # ✗ output
          - {name: d, template: work, withSequence: {start: "1", end: "5000"}} # ✗ large
          - {name: e, template: again}
    - name: again
      steps: [[{name: more, template: again}]] # ✗ recursion
    - name: work
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The payload of an event, and a controller without its limit",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: push}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: files, value: "[]"}]}
                templates:
                  - name: main
                    steps: [[{name: lint, template: lint, withParam: "{{workflow.parameters.files}}"}]] # ✗ event
                  - name: lint
                    container: {image: "alpine:3.20"}
          parameters:
            - src: {dependencyName: push, dataKey: body.commits}
              dest: spec.arguments.parameters.0.value
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env:
            - {name: DISABLE_MAX_RECURSION, value: "true"} # ✗ no-depth-limit`
		},
		{
			title: "Bounded, and lists of the author",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: work}
spec:
  entrypoint: main
  templates:
    - name: main
      parallelism: 10
      steps: [[{name: work, template: work, withParam: "{{workflow.parameters.items}}"}]]
    - name: own
      steps:
        - - {name: a, template: work, withParam: '[1, 2, 3]'}
          - {name: b, template: work, withItems: [1, 2, 3]}
          - {name: c, template: work, withSequence: {count: "10"}}
    - name: flip
      steps:
        - - {name: coin, template: work}
        - - {name: again, template: flip, when: "{{steps.coin.outputs.result}} == tails"}
    - name: work
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A bound for all of a workflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: work}
spec:
  entrypoint: main
  parallelism: 20
  templates:
    - name: main
      steps: [[{name: work, template: work, withParam: "{{workflow.parameters.items}}"}]]
    - name: work
      container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/unbounded-retry.ts?page
const rulePart$12 = {
	docs: `
A \`retryStrategy\` without a \`limit\` starts the step again for as long as it fails. A wrong password, a full disk or
somebody's malformed input then keeps pods coming for days, locks accounts out, and costs whatever the nodes cost.

Give it a \`limit\`, and a \`backoff\` with a \`duration\` and a \`factor\`, so that a service that is down is not
hammered. \`backoff.maxDuration\` or a deadline of the workflow bounds the retries as well; so does an \`expression\`
that looks at \`retries\` or at \`lastRetry.duration\`. What a template says replaces what the spec says as a whole.
The strategy of a \`containerSet\` is another field: its \`retries\` cannot be left out.

The fix sets \`limit: 5\`.`,
	guide: [],
	references: ["https://argo-workflows.readthedocs.io/en/latest/retries/", "https://argo-workflows.readthedocs.io/en/latest/fields/#retrystrategy"],
	examples: [
		{
			title: "Forever, for a template and for all others by the spec",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  retryStrategy: {} # ✗ unlimited
  templates:
    - name: main
      steps: [[{name: push, template: push}]]
    - name: push
      retryStrategy: # ✗ unlimited
        retryPolicy: Always
        backoff: {duration: 10s, factor: 2}
      container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  retryStrategy:
    limit: 5
  templates:
    - name: main
      steps: [[{name: push, template: push}]]
    - name: push
      retryStrategy:
        retryPolicy: Always
        backoff: {duration: 10s, factor: 2}
        limit: 5
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Defaults of all templates, a limit that is none, and no pause between attempts",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templateDefaults:
      retryStrategy: {retryPolicy: OnError} # ✗ unlimited
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: many
        retryStrategy:
          limit: "1000" # ✗ high-limit
        container: {image: "alpine:3.20"}
      - name: chosen
        retryStrategy:
          limit: "{{inputs.parameters.limit}}" # ✗ high-limit
        container: {image: "alpine:3.20"}
      - name: eager
        retryStrategy: {limit: 10, retryPolicy: Always} # ✗ eager
        container: {image: "alpine:3.20"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templateDefaults:
      retryStrategy: {retryPolicy: OnError, limit: 5}
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: many
        retryStrategy:
          limit: "1000"
        container: {image: "alpine:3.20"}
      - name: chosen
        retryStrategy:
          limit: "{{inputs.parameters.limit}}"
        container: {image: "alpine:3.20"}
      - name: eager
        retryStrategy: {limit: 10, retryPolicy: Always}
        container: {image: "alpine:3.20"}`
		},
		{
			title: "Bounds of each kind",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: counted
  retryStrategy: {limit: 3}
  templates:
    - name: counted
      retryStrategy: {limit: "5", retryPolicy: Always, backoff: {duration: 10s}}
      container: {image: "alpine:3.20"}
    - name: timed
      retryStrategy: {backoff: {duration: 10s, factor: 2, maxDuration: 10m}}
      container: {image: "alpine:3.20"}
    - name: asked
      retryStrategy: {expression: "asInt(retries) < 5"}
      container: {image: "alpine:3.20"}
    - name: as-the-spec-says
      retryStrategy:
      container: {image: "alpine:3.20"}
    - name: few
      retryStrategy: {limit: 2, retryPolicy: Always}
      container: {image: "alpine:3.20"}
    - name: set
      containerSet:
        retryStrategy: {retries: 2}
        containers: [{name: main, image: "alpine:3.20"}]`
		},
		{
			title: "A deadline of the workflow, and one of the controller's defaults",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  activeDeadlineSeconds: "{{workflow.parameters.seconds}}"
  templates:
    - name: main
      retryStrategy: {}
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The controller's defaults give all workflows a deadline",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec: {activeDeadlineSeconds: 7200}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  templates:
    - name: main
      retryStrategy: {retryPolicy: Always, backoff: {duration: 10s}}
      container: {image: "alpine:3.20"}`
		}
	]
};

// src/rules/unconfined-kernel-profile.ts?page
[...["user", "role"].map((field) => ({
	path: ["seLinuxOptions", field],
	variant: "selinux",
	isOff: (value) => (require_core.text(value) ?? "") !== "",
	harm: `run under an SELinux ${field} of their own, and may reach what it may on the node. Remove it.`
}))];
const rulePart$11 = {
	docs: `
The kernel is all that stands between the containers of a node. seccomp, AppArmor, SELinux and the masks over \`/proc\`
keep the parts of it away that containers do not need and that most escapes went through. Argo switches them off when a
manifest says so.

Use \`RuntimeDefault\`, or a \`Localhost\` profile that allows what the step needs, and leave the other fields out.
\`procMount: Unmasked\` is there for builds in pods with a user namespace (\`hostUsers: false\`), where it is no finding.

What a pod's context says governs Argo's own containers too, also when all containers of the template say something
else. That nothing is said at all is for \`pod-security-restricted\` to report.`,
	guide: ["S17-20", "S30"],
	references: [
		"https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/",
		"https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/"
	],
	examples: [
		{
			title: "Everything off, for pods and for a container",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    seccompProfile:
      type: Unconfined # ✗ seccomp
    sysctls:
      - {name: net.ipv4.tcp_syncookies, value: "1"}
      - {name: kernel.msgmax, value: "65536"} # ✗ sysctl
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          appArmorProfile: {type: Unconfined} # ✗ apparmor
          procMount: Unmasked # ✗ proc-mount
          seLinuxOptions:
            user: system_u # ✗ selinux
            type: spc_t # ✗ selinux`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    seccompProfile:
      type: RuntimeDefault
    sysctls:
      - {name: net.ipv4.tcp_syncookies, value: "1"}
      - {name: kernel.msgmax, value: "65536"}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          appArmorProfile: {type: RuntimeDefault}
          seLinuxOptions:
            user: system_u
            type: spc_t`
		},
		{
			title: "Annotations, and a process of a Windows node by a patch",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: bench
  annotations:
    container.apparmor.security.beta.kubernetes.io/main: unconfined
spec:
  podMetadata:
    annotations:
      container.apparmor.security.beta.kubernetes.io/main: unconfined # ✗ apparmor
      team: bench
  templates:
    - name: main
      metadata:
        annotations:
          seccomp.security.alpha.kubernetes.io/pod: unconfined # ✗ seccomp-annotation
      container: {image: "alpine:3.20"}
    - name: on-windows
      nodeSelector: {kubernetes.io/os: windows}
      podSpecPatch: |
        securityContext:
          windowsOptions:
            hostProcess: true # ✗ host-process
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: bench
  annotations:
    container.apparmor.security.beta.kubernetes.io/main: unconfined
spec:
  podMetadata:
    annotations:
      team: bench
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: on-windows
      nodeSelector: {kubernetes.io/os: windows}
      podSpecPatch: |
        securityContext:
          windowsOptions:
            hostProcess: true
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}`
		},
		{
			title: "A pod that a step makes",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  templates:
    - name: main
      resource:
        action: create
        manifest: |
          apiVersion: batch/v1
          kind: Job
          metadata: {generateName: bench-}
          spec:
            template:
              metadata:
                annotations:
                  container.apparmor.security.beta.kubernetes.io/bench: unconfined # ✗ apparmor
              spec:
                containers: [{name: bench, image: "alpine:3.20"}]`
		},
		{
			title: "Profiles that protect, and nothing at all",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  securityContext:
    seccompProfile: {type: RuntimeDefault}
    seLinuxOptions: {level: "s0:c123,c456", type: container_t}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          procMount: Default
          appArmorProfile: {type: Localhost, localhostProfile: bench}
    - name: other
      securityContext: {}
      container: {image: "alpine:3.20"}
    - name: chosen
      inputs: {parameters: [{name: profile}]}
      securityContext: {seLinuxOptions: {type: "{{inputs.parameters.profile}}"}}
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A template's context replaces the one that switches it off; a build in a user namespace",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  securityContext:
    seccompProfile: {type: Unconfined}
  templates:
    - name: main
      securityContext:
        seccompProfile: {type: RuntimeDefault}
      container: {image: "alpine:3.20"}
    - name: build
      securityContext: {runAsUser: 1000}
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: quay.io/buildah/stable:v1.37.5
        securityContext: {procMount: Unmasked}`
		}
	]
};

// src/rules/unexplained-ignore.ts?page
const rulePart$10 = {
	docs: `
A finding that is silenced without a word looks the same whether somebody weighed it or wanted it gone. Whoever
reviews the manifest later can only find out by judging it again, and mostly nobody does.

Say after the closing bracket why the finding is acceptable here: \`# lynceus: ignore[privileged-container] builds
images, on nodes of its own\`. Beside the annotation \`lynceus.dev/ignore\` the reason goes into \`lynceus.dev/reason\`.

One that is written in another way, or that misspells the id of its rule, silences nothing, and would not be missed
until somebody wonders about the finding: \`lynceus: ignore\` is in lower case, the ids of the rules stand in brackets,
there is no id for all rules, and the annotation is one text with commas, not a list.

One that silences nothing any more stays behind when the manifest is mended. It would silence the same mistake when
somebody makes it again, so take it out.`,
	guide: [],
	references: ["https://docs.zizmor.sh/usage/#ignoring-results"],
	examples: [
		{
			title: "Comments that leave the reader guessing",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  # lynceus: ignore[default-service-account] # ✗
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: true # lynceus: ignore[privileged-container, run-as-root] # ✗`
		},
		{
			title: "An annotation without its reason",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
  annotations:
    lynceus.dev/ignore: privileged-container # ✗
spec:
  templates:
    - name: build
      script:
        image: docker:27.3.1
        source: |
          # lynceus: ignore[script-injection] # ✗
          echo`
		},
		{
			title: "Comments that are no ignores yet",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  # lynceus: ignore default-service-account it has no rights # ✗ malformed
  templates:
    - name: build
      # Lynceus: Ignore[run-as-root] the image has a user of its own # ✗ malformed
      container:
        image: docker:27.3.1 # lynceus: ignore[] built here # ✗ malformed
        securityContext:
          privileged: true # lynceus: ignore[*] nodes of its own # ✗ malformed`
		},
		{
			title: "Ids that no rule has",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build # lynceus: ignored[default-service-account] it has no rights # ✗ malformed
  templates:
    - name: build
      container:
        image: docker:27.3.1 # lynceus: ignore[KSV-0013] built here # ✗ malformed
        securityContext:
          privileged: true # lynceus: ignore[privileged-containr] nodes of its own # ✗ malformed`
		},
		{
			title: "A list where a text with commas belongs",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
  annotations:
    lynceus.dev/ignore: [privileged-container, run-as-root] # ✗ malformed
    lynceus.dev/reason: nodes of its own
spec:
  templates:
    - name: build
      container: {image: "docker:27.3.1"}`
		},
		{
			title: "What is mended needs no ignore",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  annotations:
    lynceus.dev/ignore: host-namespace # ✗ unused
    lynceus.dev/reason: it watches the network of the node
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: false # lynceus: ignore[privileged-container] builds images # ✗ unused
          runAsUser: 0 # lynceus: ignore[run-as-root] builds images`
		},
		{
			title: "Reasons that can be judged",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  annotations:
    lynceus.dev/ignore: run-as-root
    lynceus.dev/reason: the image has a user of its own
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: true # lynceus: ignore[privileged-container] builds images, on nodes of its own`
		},
		{
			title: "Texts that are no comments",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: alpine:3.20
        args: ["# lynceus: ignore[privileged-container]"]`
		}
	]
};

// src/rules/unhardened-workflow-defaults.ts?page
const rulePart$9 = {
	docs: `
Hardening that each workflow has to bring is forgotten in some. The controller can give it to all of them at once: \`workflowDefaults\` lies below the spec of every workflow, \`mainContainer\` (3.4 and later) below every main container, and \`executor\` is the only place that reaches Argo's own containers in each pod. Without \`executor.securityContext\` no workflow pod fits the Pod Security Standard \`restricted\`, whatever its author writes.

Set what the example has. Name a ServiceAccount that exists in each namespace with workflows: one that may \`create\` and \`patch\` \`workflowtaskresults\`, and nothing else.

Defaults are only defaults: a workflow may override each of them. What must not happen needs an admission policy (Pod Security Admission, Kyverno, Gatekeeper), or \`workflowRestrictions\`.

Bases, overlays and patches of one name are taken together and get one finding: a setting that one of them has counts for all, unless they are in different namespaces. An empty one counts where its controller is among the files and nothing else configures it, as in Argo's own manifests. A default that is there and *weakens* workflows (\`privileged\`, root, the node's namespaces) is found by the rules for workflow pods, at the place where it stands; here it counts as said.

The fix adds what is missing of the security contexts, in the shape that the ConfigMap has. It makes no new \`executor\`: how much memory Argo's own containers may have is to be said with it.`,
	guide: [
		"S2",
		"S32",
		"H6"
	],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/default-workflow-specs/",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/",
		"https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"
	],
	examples: [
		{
			title: "An installation as Argo ships it, which nobody configured",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap # ✗ default-account, executor, unlimited, unprotected
  namespace: argo
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2`
		},
		{
			title: "A base without a setting, and without its controller",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}`
		},
		{
			title: "Defaults that say nothing of security",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ unprotected, executor, default-account, unlimited
  workflowDefaults: |
    spec:
      parallelism: 20
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec:
      parallelism: 20
      securityContext:
        runAsNonRoot: true
        runAsUser: 8737
        seccompProfile:
          type: RuntimeDefault
  mainContainer: |
    securityContext:
      allowPrivilegeEscalation: false
      capabilities:
        drop:
          - ALL
`
		},
		{
			title: "A part of it, in the form with one key",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ unprotected, executor, default-account
  config: |
    executor:
      securityContext:
        capabilities:
          drop: [ALL]
    workflowDefaults:
      spec:
        serviceAccountName: default
        activeDeadlineSeconds: 3600
        securityContext: {runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
    mainContainer:
      securityContext:
        allowPrivilegeEscalation: false
        capabilities: {drop: [NET_RAW]}
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    executor:
      securityContext:
        capabilities:
          drop: [ALL]
        runAsNonRoot: true
        runAsUser: 8737
        allowPrivilegeEscalation: false
        seccompProfile:
          type: RuntimeDefault
    workflowDefaults:
      spec:
        serviceAccountName: default
        activeDeadlineSeconds: 3600
        securityContext: {runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
    mainContainer:
      securityContext:
        allowPrivilegeEscalation: false
        capabilities: {drop: [ALL]}
`
		},
		{
			title: "All of it, over two files that Kustomize makes one of",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  mainContainer: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  workflowDefaults: |
    spec:
      serviceAccountName: workflow
      ttlStrategy: {secondsAfterCompletion: 86400}
      securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}`
		},
		{
			title: "Two environments, of which one has defaults, and a patch without a namespace",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: prod}
data:
  executor: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  mainContainer: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
  workflowDefaults: |
    spec:
      serviceAccountName: workflow
      podGC: {strategy: OnPodCompletion}
      securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: dev}
data: # ✗ unprotected, executor, default-account
  parallelism: "10"
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec: {ttlStrategy: {secondsAfterCompletion: 600}}`
		},
		{
			title: "A version whose main containers take nothing from the controller",
			argoVersion: "3.3.10",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  workflowDefaults: |
    spec:
      serviceAccountName: workflow
      podGC: {strategy: OnPodCompletion}
      templateDefaults:
        securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}`
		},
		{
			title: "Values of Argo's Helm chart that say nothing of security",
			yaml: `
controller: # ✗ unprotected, executor, unlimited
  workflowDefaults:
    spec: {serviceAccountName: workflow}
server: {authModes: [client]}`
		},
		{
			title: "A base that sets nothing",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}`
		}
	]
};
const escalation = { allowPrivilegeEscalation: false };
const capabilities = { capabilities: { drop: ["ALL"] } };
const seccomp = { seccompProfile: { type: "RuntimeDefault" } };
({
	...require_core.nonRoot,
	...seccomp
}), {
	...require_core.nonRoot,
	...escalation,
	...capabilities,
	...seccomp
}, {
	...escalation,
	...capabilities
};

// src/rules/unpinned-git-artifact.ts?page
const rulePart$8 = {
	docs: `
What a branch holds when the workflow runs is not what somebody looked at when they wrote it. Whoever can push to that
repository, or takes over an account that can, decides what the steps run, with the ServiceAccount and Secrets of the
workflow. And two runs of the same workflow may do different things.

Name the commit in \`revision\`, all 40 (or 64) digits of it. A tag says what is meant, but can be moved. For downloads
use a release with its number and compare a checksum.

A workflow that builds its own repository takes the revision as a parameter; that is no finding, nor is a repository
that a parameter chooses, which other rules judge. Whether a repository is one's own no manifest tells, so that all of
this is for those who ask for pedantry.`,
	guide: ["S2"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/fields/#gitartifact",
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/hardwired-artifacts/",
		"https://argoproj.github.io/argo-events/sensors/triggers/argo-workflow/"
	],
	examples: [
		{
			title: "The default branch, a branch, a tag, and the latest of something",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    artifacts:
      - name: tool
        http: {url: "https://github.com/acme/tool/releases/latest/download/tool.tgz"} # ✗ download
      - name: lint
        http: {url: "https://raw.githubusercontent.com/acme/lint/main/lint.sh"} # ✗ download
      - name: format
        http: {url: github.com/acme/format/raw/develop/format.sh} # ✗ download
      - name: rules
        http: {url: "https://codeload.github.com/acme/rules/zip/refs/heads/rules"} # ✗ download
  templates:
    - name: main
      inputs:
        artifacts:
          - name: tools
            path: /tools
            git: # ✗ default-branch
              repo: https://github.com/acme/tools.git
          - name: source
            path: /src
            git:
              repo: https://github.com/acme/app.git
              revision: main # ✗ branch
          - name: docs
            path: /docs
            git: {repo: "https://github.com/acme/docs.git", revision: v1.2.0} # ✗ tag
          - name: data
            path: /data
            git: {repo: "https://github.com/acme/data.git", singleBranch: true, branch: dev} # ✗ branch
      container: {image: "golang:1.23.1", command: [make], workingDir: /src}`
		},
		{
			title: "A sensor that submits what a branch holds",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: deploy}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: deploy
        argoWorkflow:
          operation: submit
          source:
            git:
              url: https://github.com/acme/workflows.git
              filePath: deploy.yaml
              branch: master # ✗ sensor
    - template:
        name: tagged
        argoWorkflow:
          operation: submit
          source:
            git:
              url: https://github.com/acme/workflows.git
              filePath: deploy.yaml
              tag: release # ✗ sensor
    - template:
        name: fixed
        k8s:
          operation: create
          source:
            git:
              url: https://github.com/acme/workflows.git
              filePath: deploy.yaml
              ref: 3f2a1c0d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a49`
		},
		{
			title: "Commits, and a revision that the caller gives",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: revision}, {name: repo}]
        artifacts:
          - {name: a, path: /a, git: {repo: "https://github.com/acme/app.git", revision: 3f2a1c0d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a49}}
          - {name: b, path: /b, git: {repo: "https://github.com/acme/app.git", revision: "{{inputs.parameters.revision}}"}}
          - {name: c, path: /c, git: {repo: "{{inputs.parameters.repo}}"}}
          - {name: d, path: /d, git: {repo: "https://github.com/acme/app.git", revision: 3f2a1c0}}
      container: {image: "golang:1.23.1", command: [make]}`
		},
		{
			title: "Downloads of one release, and of what is no repository",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: tool, path: /a, http: {url: "https://github.com/acme/tool/releases/download/v1.2.0/tool.tgz"}}
          - {name: lint, path: /b, http: {url: "https://raw.githubusercontent.com/acme/lint/v1.2.0/lint.sh"}}
          - {name: data, path: /c, http: {url: "https://data.example.org/main/prices.csv"}}
          - {name: page, path: /e, http: {url: "https://raw.githubusercontent.com/acme/lint/main-v1.2.0/lint.sh"}}
          - {name: keyed, path: /d, s3: {bucket: builds, key: main/app.tgz}}
      container: {image: "golang:1.23.1", command: [make]}`
		}
	]
};
/** Names by which a branch can be told from a tag and a commit, where an address does not say which it is. */
const branch = String.raw`(?:refs\/heads\/|(?:main|master|HEAD|develop|dev|trunk|nightly)(?=[/.?#]|$))`;
new RegExp(String.raw`^(?:https?:\/\/)?(?:github\.com\/[^/]+\/[^/]+\/(?:releases\/latest\/|(?:raw|archive|blob)\/${branch})|raw\.githubusercontent\.com\/[^/]+\/[^/]+\/${branch}|codeload\.github\.com\/[^/]+\/[^/]+\/[^/]+\/${branch}|gitlab\.com\/.+\/-\/(?:raw|archive)\/${branch})`);

// src/rules/unpinned-install-manifest.ts?page
const rulePart$7 = {
	docs: `
Manifests from a branch are other ones each time they are applied, and so are the images and roles in them: the next
sync may bring a new major version, or what somebody has just broken. The quick start is worse: it signs everybody in
as the server, gives the \`default\` ServiceAccount of the namespace the rights to manage pods and workflows, and brings
a storage whose password is public.

Name a release: \`?ref=v4.1.2\` in a Kustomization, \`releases/download/v4.1.2/install.yaml\`, a full version in
\`targetRevision\`. Start from \`cluster-install\` or \`namespace-install\` for anything that others can reach.

A commit counts as a release. A Kustomization without \`kind\` is known by the name of its file. That the server signs
everybody in is told by \`server-anonymous-auth\`.`,
	guide: ["S2"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/installation/",
		"https://argo-workflows.readthedocs.io/en/latest/quick-start/",
		"https://argo-workflows.readthedocs.io/en/latest/releases/"
	],
	examples: [
		{
			title: "A Kustomization of branches, of the latest release and of the quick start",
			yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=main # ✗ moving
  - github.com/argoproj/argo-workflows//manifests/namespace-install # ✗ moving
  - https://raw.githubusercontent.com/argoproj/argo-workflows/master/manifests/install.yaml # ✗ moving
  - https://github.com/argoproj/argo-workflows/releases/latest/download/install.yaml # ✗ moving
  - https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=release-3.7 # ✗ moving
  - https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=refs/heads/4.0 # ✗ moving
  - https://github.com/argoproj/argo-workflows/raw/main/manifests/install.yaml # ✗ moving
  - https://github.com/argoproj/argo-workflows/releases/download/v4.1.2/quick-start-minimal.yaml # ✗ demo`
		},
		{
			title: "Applications of Argo CD, and a copy of the quick start",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: workflows}
spec:
  sources:
    - repoURL: https://github.com/argoproj/argo-workflows.git
      path: manifests/cluster-install
      targetRevision: HEAD # ✗ chart
    - repoURL: https://argoproj.github.io/argo-helm
      chart: argo-workflows
      targetRevision: 1.* # ✗ chart
    - repoURL: https://github.com/argoproj/argo-workflows
      path: manifests/quick-start/minimal # ✗ demo
      targetRevision: v4.* # ✗ chart
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: workflow-manager-default} # ✗ demo-binding
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: workflow-manager}
subjects: [{kind: ServiceAccount, name: default}]
---
apiVersion: v1
kind: Secret
metadata: {name: my-minio-cred, labels: {app: minio}}
stringData: # ✗ demo-credentials
  accesskey: admin
  secretkey: password`
		},
		{
			title: "Releases and commits",
			yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=v4.1.2
  - https://github.com/argoproj/argo-workflows//manifests/cluster-install?ref=f016ad89eb0c0a1b2c3d4e5f60718293a4b5c6d7&timeout=90s
  - https://raw.githubusercontent.com/argoproj/argo-workflows/v4.1.2/manifests/install.yaml
  - https://github.com/argoproj/argo-workflows/releases/download/v4.1.2/install.yaml
  - https://github.com/argoproj/argo-workflows/raw/v4.1.2/manifests/install.yaml
  - https://github.com/argoproj/argo-workflows/tree/refs/tags/v4.1.2/manifests/cluster-install
  - ../argo-workflows/base
  - https://github.com/acme/argo-workflows-setup?ref=main`
		},
		{
			title: "A chart of one version, other applications, and bindings of other roles",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: workflows}
spec:
  source: {repoURL: "https://argoproj.github.io/argo-helm", chart: argo-workflows, targetRevision: 1.0.18}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: site}
spec:
  source: {repoURL: "https://github.com/acme/site", path: deploy, targetRevision: HEAD}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor-default}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: default}]`
		}
	]
};

// src/rules/untrusted-event-parameter.ts?page
new RegExp(`${""}+`, "g");
const rulePart$6 = {
	docs: `An event binding or a sensor lets somebody outside start a workflow: whoever opens a pull request, writes a comment or calls a webhook. What they write comes in with the event. When it fills a parameter that a template pastes into a script, an expression, a manifest or the like, they run their own code in the cluster.

The places where the text acts are reported by the rules about injection. This rule tells the same to those who own the binding, at the place where the text is let in, as one finding for each parameter with the way to the worst place.

Titles, bodies, messages, comments and branch names are free text. Ids, hashes, numbers, the name and the address of the repository itself and logins are not: they are \`limited\`. All that a webhook of Argo Events without \`authSecret\` takes in is free text, as anyone may send it any value; nothing that a \`calendar\` sends is. Labels can only hold letters, digits and \`-_.\`. An expression that only takes what a pattern from \`^\` to \`$\` allows, or one of some fixed texts, lets nothing in, and so does such a condition in the \`selector\`: \`payload.ref matches '^refs/tags/v[0-9.]+$' ? payload.ref : 'none'\`.

Pass what has no free text and let the workflow fetch the rest; or take it as data in the templates: in \`env\`, quoted in the script.`,
	guide: ["S17-20", "S41"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/events/",
		"https://argo-workflows.readthedocs.io/en/latest/webhooks/",
		"https://securitylab.github.com/resources/github-actions-untrusted-input/",
		"https://cwe.mitre.org/data/definitions/94.html"
	],
	examples: [
		{
			title: "A comment becomes part of a shell script, and an id of another",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-comment}
spec:
  event:
    selector: payload.action == "created" && discriminator == "github"
  submit:
    metadata:
      labels:
        author: payload.comment.user.name # ✗ metadata-expression
        comment: string(payload.comment.id)
    workflowTemplateRef: {name: greet}
    arguments:
      parameters:
        - name: message
          valueFrom:
            event: payload.comment.body # ✗ text
        - name: comment
          valueFrom: {event: string(payload.comment.id)} # ✗ limited
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-push}
spec:
  event:
    selector: payload.repository.full_name == "acme/app"
  submit:
    workflowTemplateRef: {name: elsewhere}
    arguments:
      parameters:
        - name: branch
          valueFrom: {event: payload.ref} # ✗ unresolved
        - {name: commit, valueFrom: {event: payload.after}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  arguments: {parameters: [{name: message}, {name: comment}]}
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args: ["echo '{{inputs.parameters.message}}' | tee /tmp/{{workflow.parameters.comment}}"]
`
		},
		{
			title: "A title runs as a powerful ServiceAccount, and a branch next to a privileged container",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-pull-request, namespace: ci}
spec:
  event:
    selector: payload.action == "opened"
  submit:
    workflowTemplateRef: {name: review}
    arguments:
      parameters:
        - name: title
          valueFrom: {event: payload.pull_request.title} # ✗ privileged
        - name: branch
          valueFrom: {event: payload.pull_request.head.ref} # ✗ privileged
        - name: image
          valueFrom: {event: '"ghcr.io/acme/" + payload.pull_request.head.label'} # ✗ text
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: review, namespace: ci}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: say
            template: say
        - - name: build
            templateRef: {name: tools, template: build}
            arguments: {parameters: [{name: ref, value: "{{workflow.parameters.branch}}"}]}
        - - {name: test, template: test}
    - name: say
      serviceAccountName: deployer
      script:
        image: python:3.13
        command: [python]
        source: print("{{workflow.parameters.title}}")
    - name: test
      serviceAccountName: tester
      container: {image: "{{workflow.parameters.image}}"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tools, namespace: ci}
spec:
  templates:
    - name: build
      inputs: {parameters: [{name: ref}]}
      serviceAccountName: tester
      container:
        image: docker:27
        command: [sh, -c, 'git checkout {{inputs.parameters.ref}} && docker build .']
      sidecars:
        - {name: dind, image: docker:27-dind, securityContext: {privileged: true}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: deployer, namespace: ci}
rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: deployer, namespace: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
subjects: [{kind: ServiceAccount, name: deployer, namespace: ci}]
`
		},
		{
			title: "Sensors fill workflows that stand in them, as text too, and what those take over",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: hooks}
spec:
  webhook:
    open: {port: "12000", endpoint: /open, method: POST}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies:
    - {name: hook, eventSourceName: hooks, eventName: open}
    - {name: push, eventSourceName: github, eventName: push}
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                arguments: {parameters: [{name: id, value: none}, {name: branch, value: none}]}
                workflowTemplateRef: {name: checkout}
          parameters:
            - src: {dependencyName: hook, dataKey: body.id} # ✗ text
              dest: spec.arguments.parameters.0.value
      parameters:
        - src: {dependencyName: push, dataTemplate: "x-{{ .Input.body.ref }}"} # ✗ text
          dest: 'argoWorkflow.source.resource.spec.arguments.parameters.#(name=="branch").value'
          operation: append
    - template:
        name: answer
        k8s:
          operation: create
          source:
            inline: |
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: answer-}
              spec:
                entrypoint: main
                templates:
                  - name: main
                    inputs: {parameters: [{name: text, value: none}]}
                    steps:
                      - - name: answer
                          template: answer
                          when: "{{inputs.parameters.text}} != none"
                  - name: answer
                    container: {image: "alpine:3.20", command: [echo, hello]}
          parameters:
            - src: {dependencyName: push} # ✗ text
              dest: spec.templates.0.inputs.parameters.0.value
    - template:
        name: far
        argoWorkflow:
          operation: submit
          source: {configmap: {name: workflows, key: far.yaml}}
          parameters:
            - src: {dependencyName: push, dataKey: body.head_commit.message} # ✗ unresolved
              dest: spec.arguments.parameters.0.value
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: checkout}
spec:
  entrypoint: main
  arguments: {parameters: [{name: id}, {name: branch}]}
  templates:
    - name: main
      script:
        image: alpine/git:2.47.2
        command: [sh]
        source: git clone -b "{{workflow.parameters.branch}}" https://github.com/acme/app "{{workflow.parameters.id}}"
`
		},
		{
			title: "A template hands the text on to one that is not among the files",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-issue}
spec:
  event:
    selector: payload.action == "opened"
  submit:
    workflowTemplateRef: {name: triage, clusterScope: true}
    arguments:
      parameters: [{name: title, valueFrom: {event: payload.issue.title}}] # ✗ unresolved
---
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: triage}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: label
            templateRef: {name: elsewhere, template: label}
            arguments: {parameters: [{name: title, value: "{{workflow.parameters.title}}"}]}
`
		},
		{
			title: "Only what a pattern allows, a number, fixed text and a field that the selector compares come in",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-tag}
spec:
  event:
    selector: payload.action == "created" && payload.branch matches "^[a-z0-9-]+$"
  submit:
    workflowTemplateRef: {name: release}
    arguments:
      parameters:
        - name: tag
          valueFrom:
            event: "payload.ref matches '^refs/tags/v[0-9.]+$' ? payload.ref : 'none'"
        - {name: number, valueFrom: {event: int(payload.title)}}
        - {name: kind, valueFrom: {event: '"tag"'}}
        - {name: action, valueFrom: {event: payload.action}}
        - {name: branch, valueFrom: {event: payload.branch}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: release}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            release {{workflow.parameters.tag}} {{workflow.parameters.number}} {{workflow.parameters.kind}} \\
              {{workflow.parameters.action}} {{workflow.parameters.branch}}
`
		},
		{
			title: "The template takes the text as data, and a calendar sends no text",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-comment}
spec:
  event:
    selector: payload.action == "created" && discriminator == "github"
  submit:
    workflowTemplateRef: {name: greet}
    arguments:
      parameters: [{name: message, valueFrom: {event: payload.comment.body}}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -c, 'echo "$MESSAGE"']
        env: [{name: MESSAGE, value: "{{inputs.parameters.message}}"}]
---
apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: clock}
spec:
  calendar:
    nightly: {schedule: "0 1 * * *"}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: nightly}
spec:
  dependencies: [{name: night, eventSourceName: clock, eventName: nightly}]
  triggers:
    - template:
        name: report
        argoWorkflow:
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: report-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: day, value: none}]}
                templates:
                  - name: main
                    container: {image: "alpine:3.20", command: [sh, -c, 'report {{workflow.parameters.day}}']}
          parameters:
            - src: {dependencyName: night, dataKey: eventTime}
              dest: spec.arguments.parameters.0.value
            - src: {dependencyName: night, value: today}
              dest: spec.arguments.parameters.0.value
`
		}
	]
};

// src/rules/vulnerable-argo-version.ts?page
new Set("pod-gc-strategy node-id node-name node-type outputs template report-outputs-completed".split(" "));
const rulePart$5 = {
	docs: `
Argo publishes what was found in it, with the versions that it affects. Several of these let somebody who may only submit a workflow get past restrictions, crash the controller or write files where the executor runs; others let somebody without rights read templates or run scripts in the browser of a user.

Upgrade to the version that the finding names. Controller, server and executor belong together: give them one version. Where upgrading has to wait, the advisory says what limits the damage.

The table is part of this release of Lynceus; it was last checked on ${(require_installation()).asOf}, which each finding says. Later advisories are not known to it. Versions are read from tags of images that are called \`workflow-controller\`, \`argocli\` or \`argoexec\` in any registry, wherever a manifest names them, from \`images\` of a kustomization, from the addresses of Argo's own manifests that it or an Application of Argo CD takes in, and from \`images.tag\` and \`image.tag\` in values of Argo's Helm chart; \`latest\` and digests tell no version. Bypasses of \`workflowRestrictions\` count one step less when the controller's configuration among the files sets none, and so do holes of an authentication mode that the server does not use. The image \`argocli\` is both server and client: as a client it is reported as *client*.

Annotations such as \`workflows.argoproj.io/pod-gc-strategy\` are how the controller keeps its books on a pod. In a workflow's own \`podMetadata\` they confuse it; on the versions of CVE-2026-40886 a value without a slash crashes it for everybody, again and again.

The fix names the newest release of the same minor version, as long as that one gets fixes.`,
	guide: [
		"S2",
		"S16",
		"S44",
		"H1"
	],
	references: ["https://github.com/argoproj/argo-workflows/security/advisories", "https://argo-workflows.readthedocs.io/en/latest/releases/"],
	examples: [
		{
			title: "A controller, its executor, and a workflow that runs the client",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.10 # ✗ vulnerable
          args:
            - --executor-image
            - quay.io/argoproj/argoexec:v3.7.4-nonroot # ✗ vulnerable
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'mirror.example.org:5000/argoproj/argocli:3.5.8', args: [list]} # ✗ client
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.5.8 # ✗ vulnerable
          args: [server]`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args:
            - --executor-image
            - quay.io/argoproj/argoexec:v3.7.18-nonroot
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'mirror.example.org:5000/argoproj/argocli:3.5.8', args: [list]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.5.8
          args: [server]`
		},
		{
			title: "Values of Argo's Helm chart: a tag for all, and one of the server's own",
			yaml: `
images:
  tag: v3.7.9 # ✗ vulnerable
controller:
  workflowNamespaces: [builds]
server:
  image:
    tag: v3.7.18
  authModes: [sso]`,
			fixed: `
images:
  tag: v3.7.18
controller:
  workflowNamespaces: [builds]
server:
  image:
    tag: v3.7.18
  authModes: [sso]`
		},
		{
			title: "Images in a kustomization",
			yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../base]
images:
  - {name: quay.io/argoproj/workflow-controller, newTag: v3.7.3} # ✗ vulnerable
  - name: quay.io/argoproj/argocli
    newName: mirror.example.org/argocli
    newTag: v3.7.18
  - {name: nginx, newTag: v3.7.3}
---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/argoproj/argo-workflows/releases/download/v3.7.3/install.yaml # ✗ vulnerable
  - https://github.com/argoproj/argo-events/releases/download/v1.9.0/install.yaml
  - https://github.com/argoproj/argo-workflows/raw/v3.7.4/manifests/install.yaml # ✗ vulnerable
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: workflows}
spec:
  source:
    repoURL: https://github.com/argoproj/argo-workflows.git
    path: manifests/cluster-install
    targetRevision: v3.7.2 # ✗ vulnerable`,
			fixed: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../base]
images:
  - {name: quay.io/argoproj/workflow-controller, newTag: v3.7.18}
  - name: quay.io/argoproj/argocli
    newName: mirror.example.org/argocli
    newTag: v3.7.18
  - {name: nginx, newTag: v3.7.3}
---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/argoproj/argo-workflows/releases/download/v3.7.18/install.yaml
  - https://github.com/argoproj/argo-events/releases/download/v1.9.0/install.yaml
  - https://github.com/argoproj/argo-workflows/raw/v3.7.18/manifests/install.yaml
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: workflows}
spec:
  source:
    repoURL: https://github.com/argoproj/argo-workflows.git
    path: manifests/cluster-install
    targetRevision: v3.7.18`
		},
		{
			title: "A branch that gets no fixes any more, in the controller’s settings",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    image: quay.io/argoproj/argoexec:v3.6.19 # ✗ end-of-life`
		},
		{
			title: "A workflow that writes the controller's own annotation",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: crash-}
spec:
  entrypoint: main
  podMetadata:
    annotations:
      workflows.argoproj.io/pod-gc-strategy: OnPodCompletion # ✗ reserved-annotation
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date]}`,
			fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: crash-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date]}`
		},
		{
			title: "The newest releases",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--executor-image=quay.io/argoproj/argoexec:v4.1.2-nonroot]`
		},
		{
			title: "No version to be read, and the annotations that are meant for users",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: submit-
  annotations: {workflows.argoproj.io/description: Submits another workflow}
spec:
  entrypoint: main
  podMetadata:
    annotations: {workflows.argoproj.io/title: Submit}
  templates:
    - name: main
      container: {image: 'quay.io/argoproj/argocli:latest', args: [list]}
    - name: other
      container: {image: 'tools/argocli-wrapper:v3.5.8', command: [run]}`
		}
	]
};

// src/rules/webhook-client-role-too-broad.ts?page
const rulePart$4 = {
	docs: `
Webhooks and sensors take what strangers send, and turn it into calls to the API server. Behind a webhook, the Argo Server acts as the ServiceAccount whose secret the call was signed with; a sensor's pod has its token. Both are as exposed as anything in a cluster: what their role allows beyond starting a workflow is what a forged event or a stolen token can do.

Let the account \`create\` workflows, \`list\` event bindings and \`get\` the templates that they refer to, and nothing else. A sensor that stops, resumes or retries workflows needs \`get\` and \`update\` instead of \`create\`.

Accounts are found in the Secret \`argo-workflows-webhook-clients\` and in \`spec.template.serviceAccountName\` of Sensors. What a sensor's triggers do counts as needed; one that makes other objects than workflows is judged by its dangerous rights only where these are no part of that. The fix takes away what is too much from a role that nobody else has; a \`*\` has to be written out by hand.`,
	guide: [
		"S8",
		"S12",
		"S13",
		"S41"
	],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/webhooks/",
		"https://argo-workflows.readthedocs.io/en/latest/events/",
		"https://argoproj.github.io/argo-events/service-accounts/"
	],
	examples: [
		{
			title: "A webhook client that may do everything with Argo, and one that sees Secrets",
			yaml: `
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: builds}
data: {github.com: dHlwZTogZ2l0aHViCg==, gitlab.com: dHlwZTogZ2l0bGFiCg==}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submit, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: ["*"], verbs: ["*"]} # ✗ dangerous
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: github.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit}
subjects: [{kind: ServiceAccount, name: github.com}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: gitlab, namespace: builds}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get] # ✗ dangerous
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [create, delete] # ✗ writes
  - apiGroups: [argoproj.io]
    resources: [workfloweventbindings, sensors]
    verbs: [list] # ✗ reads
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: gitlab.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gitlab}
subjects: [{kind: ServiceAccount, name: gitlab.com}]`,
			fixed: `
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: builds}
data: {github.com: dHlwZTogZ2l0aHViCg==, gitlab.com: dHlwZTogZ2l0bGFiCg==}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submit, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: ["*"], verbs: ["*"]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: github.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit}
subjects: [{kind: ServiceAccount, name: github.com}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: gitlab, namespace: builds}
rules:
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [create]
  - apiGroups: [argoproj.io]
    resources: [workfloweventbindings]
    verbs: [list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: gitlab.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gitlab}
subjects: [{kind: ServiceAccount, name: gitlab.com}]`
		},
		{
			title: "A sensor that submits with a role that every cluster has",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: push, namespace: builds}
spec:
  template: {serviceAccountName: push-sensor}
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec: {workflowTemplateRef: {name: build}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: push-sensor, namespace: builds}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit # ✗ dangerous
subjects: [{kind: ServiceAccount, name: push-sensor}]`
		},
		{
			title: "No more than it takes to submit, and to stop",
			yaml: `
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: builds}
stringData: {github.com: "type: github"}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submit-workflow-template, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: [workfloweventbindings], verbs: [list]}
  - {apiGroups: [argoproj.io], resources: [workflowtemplates], verbs: [get]}
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: github.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit-workflow-template}
subjects: [{kind: ServiceAccount, name: github.com}]
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: stop, namespace: builds}
spec:
  template: {serviceAccountName: stop-sensor}
  triggers: [{template: {name: stop, argoWorkflow: {operation: terminate}}}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: stop, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [get, update, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: stop, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: stop}
subjects: [{kind: ServiceAccount, name: stop-sensor}]`
		},
		{
			title: "A sensor that starts jobs needs what that takes, and another account may do what it wants",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: jobs, namespace: builds}
spec:
  template: {serviceAccountName: job-sensor}
  triggers:
    - template:
        name: job
        k8s: {operation: create, source: {resource: {apiVersion: batch/v1, kind: Job}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: jobs, namespace: builds}
rules: [{apiGroups: [batch], resources: [jobs], verbs: [create, get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: jobs, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: jobs}
subjects: [{kind: ServiceAccount, name: job-sensor}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: people, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: Group, name: "oidc:builders"}, {kind: ServiceAccount, name: deployer}]`
		}
	]
};

// src/rules/webhook-client-secret.ts?page
const rulePart$3 = {
	docs: `
The Secret \`argo-workflows-webhook-clients\` tells the Argo Server whose webhooks it takes: each key is the name of a ServiceAccount, and its value the type of the sender and a secret with which it signs. A request that fits gets the token of that ServiceAccount, and with it the right to start workflows.

With an empty \`secret\` the parsers for GitHub, GitLab and Bitbucket check no signature. Whoever reaches the server is then that ServiceAccount. A secret that is written in a repository, or copied from the documentation, is not much better. Make a long random one, and let an operator put it there (ExternalSecret, SealedSecret, sops): such objects are not reported.

\`type: bitbucket\` only compares an identifier that Bitbucket sends along; limit who may reach the server. A type that Argo does not know makes the handler fail, for the other senders as well, since they are tried in random order.

The same holds for an EventSource of Argo Events from which a Sensor among the files starts a workflow: give \`webhook\` an \`authSecret\`, \`github\` and \`bitbucketserver\` a \`webhookSecret\`, \`gitlab\` a \`secretToken\`, and leave \`insecure\` out.

A finding stands at the \`kind\` of the Secret and not at the entry, since reports show the lines around a finding.`,
	guide: ["S41", "S35"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/webhooks/", "https://argoproj.github.io/argo-events/eventsources/setup/webhook/"],
	examples: [
		{
			title: "Secrets that are empty, known to all, and committed",
			yaml: `
apiVersion: v1
kind: Secret # ✗ empty, known, committed, unknown-type, weak-type, empty
metadata: {name: argo-workflows-webhook-clients}
stringData:
  github.com: |
    type: github
    secret: ""
  gitlab.com: |
    type: gitlab
    secret: "shh!"
  bitbucketserver: |
    type: bitbucketserver
    secret: 9f86d081884c7d65
  gitea: |
    type: gitea
    secret: <path:kv/gitea#secret>
  bitbucket.org: |
    type: bitbucket`
		},
		{
			title: "The same in base64, which hides nothing",
			yaml: `
apiVersion: v1
kind: Secret # ✗ empty, committed
metadata: {name: argo-workflows-webhook-clients}
data:
  github.com: dHlwZTogZ2l0aHViCnNlY3JldDogIiIK
  gitlab.com: dHlwZTogZ2l0bGFiCnNlY3JldDogOWY4NmQwODE4ODRjN2Q2NQo=`
		},
		{
			title: "A key that is no ServiceAccount of the namespace",
			yaml: `
apiVersion: v1
kind: Secret # ✗ no-account
metadata: {name: argo-workflows-webhook-clients, namespace: ci}
stringData:
  github.com: |
    type: github
    secret: <path:kv/github#secret>
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: github, namespace: ci}`
		},
		{
			title: "A ServiceAccount without a token, and one with it",
			yaml: `
apiVersion: v1
kind: Secret # ✗ no-token
metadata: {name: argo-workflows-webhook-clients, namespace: ci}
stringData:
  github.com: |
    type: github
    secret: <path:kv/github#secret>
  gitlab.com: |
    type: gitlab
    secret: <path:kv/gitlab#secret>
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: github.com, namespace: ci}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: gitlab.com, namespace: ci}
---
apiVersion: v1
kind: Secret
metadata:
  name: gitlab.com.service-account-token
  namespace: ci
  annotations: {kubernetes.io/service-account.name: gitlab.com}
type: kubernetes.io/service-account-token`
		},
		{
			title: "Anybody may send an event that starts a workflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: hooks}
spec:
  webhook:
    build: # ✗ open-event
      port: "12000"
      endpoint: /build
      method: POST
    unused:
      port: "12000"
      endpoint: /unused
      method: POST
  github:
    push:
      webhookSecret: {name: github, key: secret}
      insecure: true # ✗ unverified
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: build}
spec:
  dependencies:
    - {name: build, eventSourceName: hooks, eventName: build}
    - {name: push, eventSourceName: hooks, eventName: push}
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec: {workflowTemplateRef: {name: build}}`
		},
		{
			title: "Secrets that an operator brings",
			yaml: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: argo-workflows-webhook-clients}
spec: {target: {name: argo-workflows-webhook-clients}}
---
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients}
stringData:
  github.com: ENC[AES256_GCM,data:aaaa,iv:bbbb,tag:cccc,type:str]
sops: {version: 3.9.0}`
		},
		{
			title: "Events with a secret, and a Sensor that starts no workflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: hooks}
spec:
  webhook:
    build: {port: "12000", endpoint: /build, method: POST, authSecret: {name: hooks, key: token}}
    log: {port: "12000", endpoint: /log, method: POST}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: build}
spec:
  dependencies: [{name: build, eventSourceName: hooks, eventName: build}]
  triggers:
    - template: {name: build, argoWorkflow: {operation: submit}}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: log}
spec:
  dependencies: [{name: log, eventSourceName: hooks, eventName: log}]
  triggers:
    - template: {name: log, log: {}}`
		}
	]
};

// src/rules/workflow-create-escalation.ts?page
const rulePart$2 = {
	docs: `
Nothing restricts which ServiceAccount of a namespace a workflow may name. The controller starts its pods, whether or not the creator may create pods. So whoever may create workflows, cron workflows, workflow templates or sensors in a namespace has the rights of all its ServiceAccounts together: a role that reads as "may submit" can mean "may deploy".

Keep ServiceAccounts with more rights in namespaces in which only those may create workflows who may have the rights too; or set \`workflowRestrictions.templateReferencing: Strict\` and let others only create workflows, not templates.

Subjects of a role are looked at with all their other roles. Left out are Argo's own parts, ServiceAccounts as which workflows run (see \`privileged-service-account\`), and whoever may create pods, or what Kubernetes makes pods of, anyway. Accounts of webhooks and sensors start what somebody else wrote, so their finding is \`pedantic\`. A ClusterRoleBinding counts for every namespace, a RoleBinding of a ClusterRole for its own; rules about cluster workflow templates in a Role have no effect.`,
	guide: [
		"S8",
		"S9",
		"S10",
		"S11",
		"S16",
		"S24",
		"H4"
	],
	references: ["https://argo-workflows.readthedocs.io/en/latest/security/#user-permissions", "https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/"],
	examples: [
		{
			title: "Interns who may submit can act as the account that deploys",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submitter, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create, get, list, watch]} # ✗ stronger-account
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: interns, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submitter}
subjects: [{kind: Group, name: "oidc:interns", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci-deployer, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: ci-deployer, namespace: builds}]`
		},
		{
			title: "Templates of the whole cluster, results of tasks, and no stronger account",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: platform}
rules:
  - {apiGroups: [argoproj.io], resources: [clusterworkflowtemplates], verbs: [get, update]} # ✗ cluster-template
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: platform}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: platform}
subjects: [{kind: Group, name: "oidc:builds", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submitter, namespace: builds}
rules:
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [get, create] # ✗ pod-create
  - apiGroups: [argoproj.io]
    resources: [workflowtaskresults]
    verbs: [list, patch] # ✗ task-results
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: interns, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submitter}
subjects: [{kind: User, name: "jane@example.org", apiGroup: rbac.authorization.k8s.io}]`
		},
		{
			title: "A controller that trusts templates, and people who may change them",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: author, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows, workflowtemplates], verbs: [create]} # ✗ trusted-template
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: authors, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: author}
subjects: [{kind: Group, name: "oidc:authors", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submitter, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]} # ✗ stronger-account
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: interns, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submitter}
subjects: [{kind: Group, name: "oidc:interns", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci-deployer, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: ci-deployer, namespace: builds}]`
		},
		{
			title: "What a cluster install adds to Kubernetes' own roles",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: argo-aggregate-to-edit
  labels: {rbac.authorization.k8s.io/aggregate-to-edit: "true"}
rules:
  - apiGroups: [argoproj.io]
    resources: [workflows, cronworkflows]
    verbs: [create, delete, get, list] # ✗ aggregate`
		},
		{
			title: "The elevated account is in another namespace, and a role that only reads",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflows, clusterworkflowtemplates], verbs: [get, list, watch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: interns, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: Group, name: "oidc:interns", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci-deployer, namespace: deploys}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: ci-deployer, namespace: deploys}]`
		},
		{
			title: "Whoever may create pods anyway, and Argo's own parts",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submitter, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: admins, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submitter}
subjects:
  - {kind: Group, name: "oidc:admins", apiGroup: rbac.authorization.k8s.io}
  - {kind: ServiceAccount, name: argo-server}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: admins-edit, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects:
  - {kind: Group, name: "oidc:admins", apiGroup: rbac.authorization.k8s.io}
  - {kind: ServiceAccount, name: ci-deployer}`
		},
		{
			title: "Whoever may change what pods are made of, or give itself any right",
			yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: gitops}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}
  - {apiGroups: [apps], resources: [deployments], verbs: [get, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: gitops}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: gitops}
subjects: [{kind: ServiceAccount, name: gitops, namespace: gitops}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: guard}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]} # ✗ pod-create
  - {apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: guard}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: guard}
subjects: [{kind: User, name: guard, apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: deployer}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: deployer, namespace: builds}]`
		}
	]
};

// src/rules/workflow-in-controller-namespace.ts?page
/** Beyond this many, workflows are one finding at the controller: it is how the place is run, not a slip. */
const many = 5;
const rulePart$1 = {
	docs: `
A workflow may name any ServiceAccount of its namespace, and mount its Secrets and ConfigMaps. In the namespace of the workflow controller, those are the controller's and the server's own: a workflow there can act as the controller in every namespace, and read the keys of the artifact storage and of single sign-on. Argo's security guide warns of it.

Keep workflows in namespaces of their own. With \`--namespaced\`, name another one in \`--managed-namespace\`: without it the controller manages its own.

The controller's namespace is that of its Deployment or ConfigMap among the files. Where those name none, \`argo\` is taken for it, since that is where Argo's own instructions put it; such findings have a low confidence. When more than ${many} workflows are there, they become one finding at the controller. Where roles and bindings among the files let somebody start workflows there who may not create pods, that is a finding of its own, and those about workflows are \`high\`; whoever may create pods there could take over the controller without Argo.`,
	guide: ["S14", "S15"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/security/#user-permissions", "https://argo-workflows.readthedocs.io/en/latest/managed-namespace/"],
	examples: [
		{
			title: "A workflow and an event binding beside the controller",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo-system}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
  namespace: argo-system # ✗ workflow
spec:
  schedules: ['0 3 * * *']
  workflowSpec: {workflowTemplateRef: {name: report}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata:
  name: on-push
  namespace: argo-system # ✗ event-binding
spec:
  event: {selector: 'payload.ref == "refs/heads/main"'}
  submit: {workflowTemplateRef: {name: report}}`
		},
		{
			title: "A controller that names no namespace is taken to be in `argo`",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {parallelism: "10"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: report
  namespace: argo # ✗ workflow
spec:
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date]}`
		},
		{
			title: "A namespace install that manages itself, with workflows there",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: builds}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--namespaced] # ✗ managed-namespace
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  namespace: builds # ✗ workflow
spec: {workflowTemplateRef: {name: build}}`
		},
		{
			title: "Many workflows are one finding",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
  namespace: argo # ✗ posture
data: {parallelism: "10"}
${[
				"a",
				"b",
				"c",
				"d",
				"e",
				"f"
			].map((name) => `---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ${name}, namespace: argo}
spec: {templates: [{name: main, suspend: {}}]}`).join("\n")}`
		},
		{
			title: "People and a webhook may start workflows beside the controller",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data: {parallelism: "10"}
---
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: argo}
data: {github.com: dHlwZTogZ2l0aHViCg==}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submit, namespace: argo}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: submit, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit}
subjects:
  - {kind: Group, name: "oidc:builders"} # ✗ creator
  - {kind: ServiceAccount, name: github.com} # ✗ client
  - {kind: ServiceAccount, name: argo-server}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: report
  namespace: argo # ✗ workflow
spec: {templates: [{name: main, suspend: {}}]}`
		},
		{
			title: "Administrators may create pods there anyway",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data: {parallelism: "10"}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: admin, namespace: argo}
rules: [{apiGroups: [argoproj.io, ""], resources: ["*"], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: admin, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: admin}
subjects: [{kind: Group, name: "oidc:admins"}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: admin, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: Group, name: "oidc:builders"}]`
		},
		{
			title: "Workflows in namespaces of their own",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--namespaced, --managed-namespace=builds]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec: {workflowTemplateRef: {name: build}}`
		},
		{
			title: "Without a controller among the files nothing is known",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: argo}
spec: {workflowTemplateRef: {name: build}}`
		}
	]
};

// src/rules/workflow-restrictions.ts?page
new Set("podSpecPatch serviceAccountName securityContext volumes volumeClaimTemplates hostNetwork templates templateDefaults executor executorPlugins automountServiceAccountToken hooks onExit imagePullSecrets artifactRepositoryRef".split(" "));
new Set("activeDeadlineSeconds archiveLogs arguments artifactGC dnsConfig dnsPolicy entrypoint hostAliases metrics parallelism podDisruptionBudget podGC podPriority podPriorityClassName podResources priority resourceClaims retryStrategy schedulerName shutdown suspend synchronization ttlStrategy volumeClaimGC workflowMetadata workflowTemplateRef".split(" "));
const rulePart = {
	docs: `
Whoever may create a Workflow may run any pod that the namespace allows. \`workflowRestrictions.templateReferencing\` is the one control that Argo has against it: with \`Strict\`, a Workflow may only name a WorkflowTemplate that somebody else has reviewed; with \`Secure\`, the template must not change while the Workflow runs either.

The value is compared letter by letter. \`strict\`, \`true\` or \`Strict \` start a controller that enforces nothing and logs nothing. The setting has to stand in \`workflowRestrictions\` in the controller's ConfigMap: elsewhere in it the controller, from 3.4 on, refuses the whole configuration.

\`WORKFLOW_USER_OVERRIDE_ALLOWLIST\` (3.7.17, 4.0.8 and later) adds fields to those that a submitter may set beside the reference. With \`podSpecPatch\`, \`serviceAccountName\`, \`volumes\`, \`securityContext\` or \`templates\` in it, the submitter is as free as before. Put such values into the WorkflowTemplate.

Neither value constrains *arguments* or the *entrypoint*: every template of every WorkflowTemplate of the namespace can be called with any input.

The fix spells the value as it has to be, sets \`Strict\` where there is none, and shortens the list. It is not offered while workflows among the files bring their own templates.`,
	guide: ["S16"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/", "https://argo-workflows.readthedocs.io/en/latest/environment-variables/"],
	examples: [
		{
			title: "An installation as Argo ships it, which nobody configured",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap # ✗ absent
  namespace: argo
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
  namespace: argo
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2`
		},
		{
			title: "A value in lower case restricts nothing",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: strict # ✗ invalid-value`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict`
		},
		{
			title: "The same in the form with one key",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: argo-workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    workflowRestrictions:
      templateReferencing: true # ✗ invalid-value`
		},
		{
			title: "An allow-list that gives everything back",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - name: WORKFLOW_USER_OVERRIDE_ALLOWLIST
              value: podSpecPatch, volumes, nodeselector # ✗ hollow-allow-list, unknown-field
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: 'tolerations,parallelism'} # ✗ scheduling
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: volumes} # ✗ hollow-allow-list
          image: quay.io/argoproj/workflow-controller:v3.7.18`,
			fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - name: WORKFLOW_USER_OVERRIDE_ALLOWLIST
              value: nodeselector
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: 'parallelism'}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18`
		},
		{
			title: "The setting in places where it is not known",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  templateReferencing: Strict # ✗ wrong-place
  workflowDefaults: |
    spec:
      workflowRestrictions: # ✗ wrong-place
        templateReferencing: Strict
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReference: Strict # ✗ wrong-place
    templateReferencing: Strict`
		},
		{
			title: "A configuration that leaves submitters free",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ absent
  parallelism: "10"
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"
  workflowRestrictions: |
    templateReferencing: Strict
`
		},
		{
			title: "Another, in the form with one key",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ absent
  config: |
    # at most
    parallelism: 10 # at once
`,
			fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    # at most
    parallelism: 10 # at once
    workflowRestrictions:
      templateReferencing: Strict
`
		},
		{
			title: "A workflow that the controller will refuse",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Secure
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ['0 3 * * *']
  workflowSpec:
    entrypoint: main
    templates: # ✗ refused
      - name: main
        container: {image: 'alpine:3.20', command: [date]}`
		},
		{
			title: "Submitters may only name a template",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  workflowTemplateRef: {name: build}`
		},
		{
			title: "The restriction in the form with one key, and harmless fields allowed",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    workflowRestrictions: {templateReferencing: Secure}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: 'parallelism,retryStrategy'}`
		}
	]
};

exports.rulePart = rulePart;
Object.defineProperty(exports, "rulePart$1", {
  enumerable: true,
  get: function () {
    return rulePart$1;
  }
});
Object.defineProperty(exports, "rulePart$10", {
  enumerable: true,
  get: function () {
    return rulePart$10;
  }
});
Object.defineProperty(exports, "rulePart$11", {
  enumerable: true,
  get: function () {
    return rulePart$11;
  }
});
Object.defineProperty(exports, "rulePart$12", {
  enumerable: true,
  get: function () {
    return rulePart$12;
  }
});
Object.defineProperty(exports, "rulePart$13", {
  enumerable: true,
  get: function () {
    return rulePart$13;
  }
});
Object.defineProperty(exports, "rulePart$14", {
  enumerable: true,
  get: function () {
    return rulePart$14;
  }
});
Object.defineProperty(exports, "rulePart$15", {
  enumerable: true,
  get: function () {
    return rulePart$15;
  }
});
Object.defineProperty(exports, "rulePart$16", {
  enumerable: true,
  get: function () {
    return rulePart$16;
  }
});
Object.defineProperty(exports, "rulePart$17", {
  enumerable: true,
  get: function () {
    return rulePart$17;
  }
});
Object.defineProperty(exports, "rulePart$18", {
  enumerable: true,
  get: function () {
    return rulePart$18;
  }
});
Object.defineProperty(exports, "rulePart$19", {
  enumerable: true,
  get: function () {
    return rulePart$19;
  }
});
Object.defineProperty(exports, "rulePart$2", {
  enumerable: true,
  get: function () {
    return rulePart$2;
  }
});
Object.defineProperty(exports, "rulePart$20", {
  enumerable: true,
  get: function () {
    return rulePart$20;
  }
});
Object.defineProperty(exports, "rulePart$21", {
  enumerable: true,
  get: function () {
    return rulePart$21;
  }
});
Object.defineProperty(exports, "rulePart$22", {
  enumerable: true,
  get: function () {
    return rulePart$22;
  }
});
Object.defineProperty(exports, "rulePart$23", {
  enumerable: true,
  get: function () {
    return rulePart$23;
  }
});
Object.defineProperty(exports, "rulePart$24", {
  enumerable: true,
  get: function () {
    return rulePart$24;
  }
});
Object.defineProperty(exports, "rulePart$25", {
  enumerable: true,
  get: function () {
    return rulePart$25;
  }
});
Object.defineProperty(exports, "rulePart$26", {
  enumerable: true,
  get: function () {
    return rulePart$26;
  }
});
Object.defineProperty(exports, "rulePart$27", {
  enumerable: true,
  get: function () {
    return rulePart$27;
  }
});
Object.defineProperty(exports, "rulePart$28", {
  enumerable: true,
  get: function () {
    return rulePart$28;
  }
});
Object.defineProperty(exports, "rulePart$29", {
  enumerable: true,
  get: function () {
    return rulePart$29;
  }
});
Object.defineProperty(exports, "rulePart$3", {
  enumerable: true,
  get: function () {
    return rulePart$3;
  }
});
Object.defineProperty(exports, "rulePart$30", {
  enumerable: true,
  get: function () {
    return rulePart$30;
  }
});
Object.defineProperty(exports, "rulePart$31", {
  enumerable: true,
  get: function () {
    return rulePart$31;
  }
});
Object.defineProperty(exports, "rulePart$32", {
  enumerable: true,
  get: function () {
    return rulePart$32;
  }
});
Object.defineProperty(exports, "rulePart$33", {
  enumerable: true,
  get: function () {
    return rulePart$33;
  }
});
Object.defineProperty(exports, "rulePart$34", {
  enumerable: true,
  get: function () {
    return rulePart$34;
  }
});
Object.defineProperty(exports, "rulePart$35", {
  enumerable: true,
  get: function () {
    return rulePart$35;
  }
});
Object.defineProperty(exports, "rulePart$36", {
  enumerable: true,
  get: function () {
    return rulePart$36;
  }
});
Object.defineProperty(exports, "rulePart$37", {
  enumerable: true,
  get: function () {
    return rulePart$37;
  }
});
Object.defineProperty(exports, "rulePart$38", {
  enumerable: true,
  get: function () {
    return rulePart$38;
  }
});
Object.defineProperty(exports, "rulePart$39", {
  enumerable: true,
  get: function () {
    return rulePart$39;
  }
});
Object.defineProperty(exports, "rulePart$4", {
  enumerable: true,
  get: function () {
    return rulePart$4;
  }
});
Object.defineProperty(exports, "rulePart$40", {
  enumerable: true,
  get: function () {
    return rulePart$40;
  }
});
Object.defineProperty(exports, "rulePart$41", {
  enumerable: true,
  get: function () {
    return rulePart$41;
  }
});
Object.defineProperty(exports, "rulePart$42", {
  enumerable: true,
  get: function () {
    return rulePart$42;
  }
});
Object.defineProperty(exports, "rulePart$43", {
  enumerable: true,
  get: function () {
    return rulePart$43;
  }
});
Object.defineProperty(exports, "rulePart$44", {
  enumerable: true,
  get: function () {
    return rulePart$44;
  }
});
Object.defineProperty(exports, "rulePart$45", {
  enumerable: true,
  get: function () {
    return rulePart$45;
  }
});
Object.defineProperty(exports, "rulePart$46", {
  enumerable: true,
  get: function () {
    return rulePart$46;
  }
});
Object.defineProperty(exports, "rulePart$47", {
  enumerable: true,
  get: function () {
    return rulePart$47;
  }
});
Object.defineProperty(exports, "rulePart$48", {
  enumerable: true,
  get: function () {
    return rulePart$48;
  }
});
Object.defineProperty(exports, "rulePart$49", {
  enumerable: true,
  get: function () {
    return rulePart$49;
  }
});
Object.defineProperty(exports, "rulePart$5", {
  enumerable: true,
  get: function () {
    return rulePart$5;
  }
});
Object.defineProperty(exports, "rulePart$50", {
  enumerable: true,
  get: function () {
    return rulePart$50;
  }
});
Object.defineProperty(exports, "rulePart$51", {
  enumerable: true,
  get: function () {
    return rulePart$51;
  }
});
Object.defineProperty(exports, "rulePart$52", {
  enumerable: true,
  get: function () {
    return rulePart$52;
  }
});
Object.defineProperty(exports, "rulePart$53", {
  enumerable: true,
  get: function () {
    return rulePart$53;
  }
});
Object.defineProperty(exports, "rulePart$54", {
  enumerable: true,
  get: function () {
    return rulePart$54;
  }
});
Object.defineProperty(exports, "rulePart$55", {
  enumerable: true,
  get: function () {
    return rulePart$55;
  }
});
Object.defineProperty(exports, "rulePart$56", {
  enumerable: true,
  get: function () {
    return rulePart$56;
  }
});
Object.defineProperty(exports, "rulePart$57", {
  enumerable: true,
  get: function () {
    return rulePart$57;
  }
});
Object.defineProperty(exports, "rulePart$58", {
  enumerable: true,
  get: function () {
    return rulePart$58;
  }
});
Object.defineProperty(exports, "rulePart$59", {
  enumerable: true,
  get: function () {
    return rulePart$59;
  }
});
Object.defineProperty(exports, "rulePart$6", {
  enumerable: true,
  get: function () {
    return rulePart$6;
  }
});
Object.defineProperty(exports, "rulePart$60", {
  enumerable: true,
  get: function () {
    return rulePart$60;
  }
});
Object.defineProperty(exports, "rulePart$61", {
  enumerable: true,
  get: function () {
    return rulePart$61;
  }
});
Object.defineProperty(exports, "rulePart$62", {
  enumerable: true,
  get: function () {
    return rulePart$62;
  }
});
Object.defineProperty(exports, "rulePart$63", {
  enumerable: true,
  get: function () {
    return rulePart$63;
  }
});
Object.defineProperty(exports, "rulePart$64", {
  enumerable: true,
  get: function () {
    return rulePart$64;
  }
});
Object.defineProperty(exports, "rulePart$65", {
  enumerable: true,
  get: function () {
    return rulePart$65;
  }
});
Object.defineProperty(exports, "rulePart$66", {
  enumerable: true,
  get: function () {
    return rulePart$66;
  }
});
Object.defineProperty(exports, "rulePart$67", {
  enumerable: true,
  get: function () {
    return rulePart$67;
  }
});
Object.defineProperty(exports, "rulePart$68", {
  enumerable: true,
  get: function () {
    return rulePart$68;
  }
});
Object.defineProperty(exports, "rulePart$69", {
  enumerable: true,
  get: function () {
    return rulePart$69;
  }
});
Object.defineProperty(exports, "rulePart$7", {
  enumerable: true,
  get: function () {
    return rulePart$7;
  }
});
Object.defineProperty(exports, "rulePart$70", {
  enumerable: true,
  get: function () {
    return rulePart$70;
  }
});
Object.defineProperty(exports, "rulePart$71", {
  enumerable: true,
  get: function () {
    return rulePart$71;
  }
});
Object.defineProperty(exports, "rulePart$8", {
  enumerable: true,
  get: function () {
    return rulePart$8;
  }
});
Object.defineProperty(exports, "rulePart$9", {
  enumerable: true,
  get: function () {
    return rulePart$9;
  }
});