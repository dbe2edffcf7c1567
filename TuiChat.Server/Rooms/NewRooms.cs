using System.Net;
using TuiChat.Server.Configuration;

namespace TuiChat.Server.Rooms;

/// <summary>Counts the rooms that each address has made in this hour, so that no one fills the store. Touched by many threads.</summary>
sealed class NewRooms(LiveSettings settings, TimeProvider time)
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    readonly Lock _gate = new();
    readonly Dictionary<IPAddress, int> _made = [];
    long _began = time.GetTimestamp();

    /// <summary>One more by this address; false when it has made as many as it may in an hour.</summary>
    public bool TryCount(IPAddress network)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_began) >= Hour)
            {
                _began = time.GetTimestamp();
                _made.Clear();
            }
            var made = _made.GetValueOrDefault(network);
            if (made >= settings.Current.MaxNewRoomsPerHour) return false;
            _made[network] = made + 1;
            return true;
        }
    }
}
