using System.Collections.Frozen;
using Holdfast.Kernel;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Dispatch;

/// <summary>The implemented operations of all services; a service's are made when it is first called.</summary>
internal sealed class BindingTable
{
    private readonly FrozenDictionary<ServiceModel, Lazy<FrozenDictionary<string, OperationBinding>>> _services;

    public BindingTable(IReadOnlyList<IService> services, Dependencies dependencies)
    {
        _services = services.ToFrozenDictionary(
            service => service.Model,
            service => new Lazy<FrozenDictionary<string, OperationBinding>>(
                () => service.Bind(dependencies).ToFrozenDictionary(binding => binding.Model.Name, StringComparer.Ordinal)));
    }

    /// <summary>Finds how to run an operation; null when it is not implemented.</summary>
    public OperationBinding? Find(OperationModel operation)
        => _services.TryGetValue(operation.Service, out var bindings) ? bindings.Value.GetValueOrDefault(operation.Name) : null;

    /// <summary>Says whether any operation of a service is implemented.</summary>
    public bool IsOffered(ServiceModel service) => _services.TryGetValue(service, out var bindings) && bindings.Value.Count > 0;
}
