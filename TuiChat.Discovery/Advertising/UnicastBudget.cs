using System.Net;
using TuiChat.Discovery.Links;

namespace TuiChat.Discovery.Advertising;

/// <summary>
/// Bounds unicast replies, since a query's sender may be forged: 20 per second to one address, 100 in all. Both are arbitrary,
/// far above what people's programs ask for.
/// </summary>
sealed class UnicastBudget
{
    const int MaxPerSource = 20;
    const int MaxInAll = 100;

    readonly Dictionary<IPAddress, int> _sent = [];
    TimeSpan _since;
    int _total;

    /// <summary>True when one more reply may go to this address.</summary>
    public bool TryTake(IPAddress to, TimeSpan now)
    {
        if (now - _since >= MdnsTiming.OneSecond)
        {
            _since = now;
            _total = 0;
            _sent.Clear();
        }

        int sent = _sent.GetValueOrDefault(to);
        if (sent >= MaxPerSource || _total >= MaxInAll) return false;
        _sent[to] = sent + 1;
        _total++;
        return true;
    }
}
