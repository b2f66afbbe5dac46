package main

import (
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
)

// Every kind that the simulated API server knows, by apiVersion.
var kinds = map[string][]any{
	"v1": {
		corev1.Pod{}, corev1.Node{}, corev1.Namespace{}, corev1.Service{}, corev1.Endpoints{}, corev1.ConfigMap{}, corev1.Secret{},
		corev1.Event{}, corev1.ServiceAccount{}, corev1.ResourceQuota{}, corev1.LimitRange{}, corev1.PersistentVolume{},
		corev1.PersistentVolumeClaim{}, corev1.ReplicationController{},
	},
	"apps/v1": {
		appsv1.Deployment{}, appsv1.ReplicaSet{}, appsv1.DaemonSet{}, appsv1.StatefulSet{}, appsv1.ControllerRevision{},
	},
	"batch/v1":               {batchv1.Job{}, batchv1.CronJob{}},
	"autoscaling/v2":         {autoscalingv2.HorizontalPodAutoscaler{}},
	"coordination.k8s.io/v1": {coordinationv1.Lease{}},
	"discovery.k8s.io/v1":    {discoveryv1.EndpointSlice{}},
	"networking.k8s.io/v1":   {networkingv1.Ingress{}, networkingv1.IngressClass{}, networkingv1.NetworkPolicy{}},
	"policy/v1":              {policyv1.PodDisruptionBudget{}},
	"rbac.authorization.k8s.io/v1": {
		rbacv1.Role{}, rbacv1.RoleBinding{}, rbacv1.ClusterRole{}, rbacv1.ClusterRoleBinding{},
	},
	"scheduling.k8s.io/v1": {schedulingv1.PriorityClass{}},
	"storage.k8s.io/v1":    {storagev1.StorageClass{}},
}
