using System.IO.Pipes;

namespace TuiChat.Terminal;

/// <summary>A pipe to end a wait on another descriptor from any thread. Holds at most one byte, so that signalling never blocks.</summary>
sealed unsafe class WakePipe : IDisposable
{
    readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out, HandleInheritability.None);
    int _isSignalled;

    internal int ReadEnd => (int)_pipe.ClientSafePipeHandle.DangerousGetHandle();

    /// <summary>Makes the read end readable.</summary>
    internal void Signal()
    {
        if (Interlocked.Exchange(ref _isSignalled, 1) != 0) return;

        byte value = 1;
        // Fails only when disposed meanwhile, and then nobody waits.
        _ = Libc.Write((int)_pipe.SafePipeHandle.DangerousGetHandle(), &value, 1);
    }

    /// <summary>Takes the signal back; called by the waiting thread when the read end is readable, before it looks at what was signalled.</summary>
    internal void Drain()
    {
        byte value;
        _ = Libc.Read(ReadEnd, &value, 1);
        Volatile.Write(ref _isSignalled, 0);
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _isSignalled, 1);
        _pipe.ClientSafePipeHandle.Dispose();
        _pipe.Dispose();
    }
}
