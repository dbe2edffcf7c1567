namespace TuiChat.Benchmarks;

/// <summary>Measured values of one kind and their statistics. Owned by one thread.</summary>
sealed class Samples
{
    readonly List<double> _values = [];
    bool _isSorted;

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>The mean; 0 without values.</summary>
    public double Mean => _values.Count == 0 ? 0 : _values.Sum() / _values.Count;

    /// <summary>One more.</summary>
    public void Add(double value)
    {
        _values.Add(value);
        _isSorted = false;
    }

    /// <summary>The smallest value that this share of all values (0–1) does not exceed; 0 without values.</summary>
    public double Percentile(double share)
    {
        if (_values.Count == 0) return 0;
        if (!_isSorted) _values.Sort();
        _isSorted = true;
        return _values[Math.Clamp((int)Math.Ceiling(share * _values.Count) - 1, 0, _values.Count - 1)];
    }
}
