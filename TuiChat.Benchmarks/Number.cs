using System.Globalization;

namespace TuiChat.Benchmarks;

/// <summary>Numbers as the table shows them: about three digits that matter, thousands apart.</summary>
static class Number
{
    /// <summary>The number for people.</summary>
    public static string Format(double value) => value.ToString(
        Math.Abs(value) switch
        {
            0 or >= 100 => "#,0",
            >= 10 => "0.#",
            >= 1 => "0.##",
            _ => "0.###",
        },
        CultureInfo.InvariantCulture);
}
