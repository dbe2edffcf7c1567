using System.Runtime.CompilerServices;
using System.Text;

namespace TuiChat.History.Export;

/// <summary>Reads lines of which none can fill the memory.</summary>
/// <param name="input">Where from.</param>
/// <param name="maxChars">A longer line comes in pieces of this size.</param>
sealed class BoundedLines(TextReader input, int maxChars)
{
    /// <summary>All lines, without their ends.</summary>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var line = new StringBuilder();
        var part = new char[16 * 1024];
        int count;
        while ((count = await input.ReadAsync(part, cancellation).ConfigureAwait(false)) > 0)
        {
            for (var i = 0; i < count; i++)
            {
                if (part[i] != '\n') line.Append(part[i]);
                if (part[i] != '\n' && line.Length < maxChars) continue;
                yield return line.ToString();
                line.Clear();
            }
        }
        if (line.Length > 0) yield return line.ToString();
    }
}
