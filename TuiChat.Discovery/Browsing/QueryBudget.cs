using TuiChat.Discovery.Links;

namespace TuiChat.Discovery.Browsing;

/// <summary>Bounds the queries a browser sends on one link, whatever strangers make it want to know.</summary>
sealed class QueryBudget
{
    readonly Dictionary<Link, (TimeSpan Since, int Count)> _windows = [];

    /// <summary>True when one more packet may go out; a refused query is asked again by its own schedule.</summary>
    public bool TryTake(Link link, TimeSpan now)
    {
        if (!_windows.TryGetValue(link, out (TimeSpan Since, int Count) window) || now - window.Since >= MdnsTiming.OneSecond)
            window = (now, 0);
        if (window.Count >= BrowserLimits.MaxQueriesPerSecond) return false;
        _windows[link] = (window.Since, window.Count + 1);
        return true;
    }
}
