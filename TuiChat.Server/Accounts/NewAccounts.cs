using System.Net;
using TuiChat.Server.Configuration;

namespace TuiChat.Server.Accounts;

/// <summary>Counts the accounts that each address has made on this day, so that no one takes all names. Touched by many threads.</summary>
sealed class NewAccounts(LiveSettings settings, TimeProvider time)
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    readonly Lock _gate = new();
    readonly Dictionary<IPAddress, int> _made = [];
    long _began = time.GetTimestamp();

    /// <summary>One more by this address; false when it has made as many as it may in a day.</summary>
    public bool TryCount(IPAddress network)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_began) >= Day)
            {
                _began = time.GetTimestamp();
                _made.Clear();
            }
            var made = _made.GetValueOrDefault(network);
            if (made >= settings.Current.MaxAccountsPerAddressPerDay) return false;
            _made[network] = made + 1;
            return true;
        }
    }

    /// <summary>It was not made after all.</summary>
    public void Uncount(IPAddress network)
    {
        lock (_gate)
        {
            if (_made.TryGetValue(network, out var made) && made > 0) _made[network] = made - 1;
        }
    }
}
