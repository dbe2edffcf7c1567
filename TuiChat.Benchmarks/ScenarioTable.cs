using TuiChat.Benchmarks.Screens;
using TuiChat.Benchmarks.Servers;

namespace TuiChat.Benchmarks;

/// <summary>All scenarios, in the order they run.</summary>
static class ScenarioTable
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("room-10", "deliveries into a room of 10, closed loop", Deliveries.RoomOf10.Run),
        new("room-200", "deliveries into a room of 200, closed loop", Deliveries.RoomOf200.Run),
        new("room-1000", "deliveries into a room of 1,000, closed loop", Deliveries.RoomOf1000.Run),
        new("rooms", "deliveries into 200 rooms of 10, closed loop", Deliveries.ManyRooms.Run),
        new("single", "one message at a time into a room of 200", Deliveries.OneAtATime.Run),
        new("latency", "send to receive at 20 messages/s into a room of 200", Latency.Run),
        new("idle", "connections per second, and memory per idle connection", IdleMemory.Run),
        new("connect", "connections, hellos and joins per second", Connects.Run),
        new("tls", "connections, memory and deliveries with TLS and without", Encryption.Run),
        new("store", "durable appends through the store alone", Appends.Direct),
        new("append", "durable appends through the wire", Appends.Wire),
        new("slow-reader", "a member that stops reading", SlowReader.Run),
        new("frames", "time, bytes and memory of a frame at 200x50", Frames.Run),
        new("timeline", "frames of a room of 100,000 lines", LongList.Run),
        new("start", "start to first frame on a pseudo-terminal", Start.Run),
        new("keys", "key to frame on a pseudo-terminal", Keys.Quiet),
        new("flood", "key to frame while 2,000 messages a second come in", Keys.Flood),
        new("idle-client", "a connected client while nothing happens", IdleClient.Run),
        new("history", "the client's history of a million lines: opening a room, paging, searching", Histories.LocalHistories.Run),
    ];
}
