using System.Diagnostics.CodeAnalysis;

namespace TuiChat.Views.Markup;

/// <summary>Which addresses may become links, and when the reader has to be told where one really leads.</summary>
static class LinkRules
{
    /// <summary>2,000 characters: longer addresses stay text; some terminals take no more than 2,083 bytes.</summary>
    public const int MaxLength = 2000;

    static readonly string[] Starts = ["https://", "http://", "mailto:", "tuichat://"];

    /// <summary>The beginning of an address of a kind that may become a link; the length of that beginning, or 0.</summary>
    public static int StartLength(ReadOnlySpan<char> text)
    {
        foreach (var start in Starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return start.Length;
        }
        return 0;
    }

    /// <summary>The address as a terminal may be given it: absolute, of a kind we know, printable ASCII, bounded.</summary>
    public static bool TryClean(string address, [NotNullWhen(true)] out string? link)
    {
        link = null;
        if (address.Length > MaxLength || StartLength(address) == 0) return false;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return false;
        var isMail = uri.Scheme == Uri.UriSchemeMailto;
        if (uri.IdnHost.Length == 0 && !isMail) return false;
        var clean = WithAsciiHost(uri);
        if (clean.Length > MaxLength || clean.AsSpan().ContainsAnyExceptInRange('!', '~')) return false;
        link = clean;
        return true;
    }

    /// <summary>
    /// What to say behind a link whose text does not tell where it leads: the host, in the form that shows look-alike letters.
    /// Null when the text is the address itself, and nothing in it misleads.
    /// </summary>
    /// <param name="link">From <see cref="TryClean"/>.</param>
    /// <param name="text">What the reader sees of it.</param>
    public static string? HostToTell(string link, string text)
    {
        var uri = new Uri(link);
        if (uri.Scheme == Uri.UriSchemeMailto) return Bare(text) == Bare(link) ? null : link["mailto:".Length..];
        var isHonest = Bare(text) == Bare(link) && uri.UserInfo.Length == 0;
        return isHonest ? null : uri.IdnHost;
    }

    /// <summary>Without what nobody reads: the scheme, a slash at the end, upper case of the host.</summary>
    static string Bare(string text)
    {
        var start = StartLength(text);
        return text[start..].TrimEnd('/').ToUpperInvariant();
    }

    static string WithAsciiHost(Uri uri) =>
        uri.Host.Length > 0 && !System.Text.Ascii.IsValid(uri.Host) && uri.Host != uri.IdnHost
            ? new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri
            : uri.AbsoluteUri;
}
