namespace TuiChat.Benchmarks.Load;

/// <summary>A server that can be started for a measurement, as often as is needed.</summary>
abstract class Contender
{
    /// <summary>What the tables call it.</summary>
    public abstract string Name { get; }

    /// <summary>Which build it is.</summary>
    public abstract string Version { get; }

    /// <summary>The command that starts it, for the report.</summary>
    public abstract string Command { get; }

    /// <summary>What one has to know of its figures, or null.</summary>
    public virtual string? Remark => null;

    /// <summary>Starts it with nothing in it and waits until it is ready.</summary>
    public abstract LoadServer Start();
}
