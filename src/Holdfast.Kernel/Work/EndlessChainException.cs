using System.Globalization;

namespace Holdfast.Kernel.Work;

/// <summary>An effect stands at the end of so long a chain of effects that the chain is taken to feed itself.</summary>
internal sealed class EndlessChainException(string worker)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{worker} stands at the end of a chain of {StepRunner.MostDepth} effects, which is taken to feed itself."));
