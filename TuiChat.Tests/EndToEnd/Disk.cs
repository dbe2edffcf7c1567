using System.Text;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What a program left on the disk.</summary>
static class Disk
{
    /// <summary>All files under a folder, as one text of single bytes.</summary>
    public static async Task<string> TextAsync(string folder)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) text.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        return text.ToString();
    }
}
