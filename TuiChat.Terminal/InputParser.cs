using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// Bytes from a terminal to events. Pure: no clock, no input or output, and the events do not depend on how the bytes are
/// cut into pieces. What it does not understand it drops; bytes of a sequence never come out as text.
/// </summary>
public sealed class InputParser
{
    /// <summary>More of a paste is dropped (1 MiB; arbitrary, far above any message).</summary>
    public const int MaxPasteBytes = 1 << 20;

    // The longest sequence that means anything to us is a mouse report or a mode report; replies may be longer.
    const int MaxSequenceBytes = 64;
    const int MaxReplyBytes = 4096;
    // After a flush in the middle of a sequence: how much of its late rest is swallowed.
    const int MaxLateBytes = 128;

    readonly List<byte> _sequence = [];
    readonly PasteCollector _paste = new();
    State _state;
    bool _hasAlt;
    bool _isReplyAborting;
    int _expected;
    int _late;

    enum State
    {
        Ground,
        Utf8,
        Escape,
        Ss3,
        Csi,
        LinuxFunctionKey,
        OldMouse,
        Reply,
        Paste,
        LateCsi,
        LateReply,
    }

    /// <summary>What is held back.</summary>
    public PendingInput Pending => _state switch
    {
        State.Ground or State.LateCsi or State.LateReply => PendingInput.None,
        State.Escape => PendingInput.Escape,
        State.Csi or State.Ss3 or State.Reply when _sequence.Count == 0 && !_isReplyAborting => PendingInput.Escape,
        State.Paste => PendingInput.Paste,
        _ => PendingInput.Sequence,
    };

    /// <summary>Something is held back; <see cref="Flush"/> would end it.</summary>
    public bool HasPending => Pending != PendingInput.None;

    /// <summary>Takes the next bytes and adds the events that are complete.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, List<TerminalEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        while (!bytes.IsEmpty)
        {
            if (_state == State.Paste)
            {
                bytes = bytes[_paste.Take(bytes, out bool isEnded)..];
                if (isEnded) EndPaste(events);
                continue;
            }

            Step(bytes[0], events);
            bytes = bytes[1..];
        }
    }

    /// <summary>
    /// Ends what is pending: a lone ESC becomes the key, a broken paste is delivered as truncated, an unfinished sequence is dropped
    /// together with its rest should that arrive late.
    /// </summary>
    public void Flush(List<TerminalEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        switch (_state)
        {
            case State.Escape:
                if (_hasAlt) AddKey(Key.Of(KeyCode.Escape), events);
                AddKey(Key.Of(KeyCode.Escape), events);
                Reset();
                break;
            case State.Csi or State.Ss3 or State.Reply when _sequence.Count == 0 && !_isReplyAborting:
                // ESC and one more character: somebody pressed Alt with it.
                if (_hasAlt) AddKey(Key.Of(KeyCode.Escape), events);
                AddKey(Key.Of((char)_expected, KeyModifiers.Alt), events);
                Reset();
                break;
            case State.Csi or State.LinuxFunctionKey or State.OldMouse:
                Reset();
                (_state, _late) = (State.LateCsi, MaxLateBytes);
                break;
            case State.Reply:
                Reset();
                (_state, _late) = (State.LateReply, MaxLateBytes);
                break;
            case State.Paste:
                _paste.Abandon();
                EndPaste(events);
                break;
            case State.LateCsi or State.LateReply:
                break;
            default:
                Reset();
                break;
        }
    }

    void Step(byte value, List<TerminalEvent> events)
    {
        switch (_state)
        {
            case State.Ground: StepGround(value, events); break;
            case State.Utf8: StepUtf8(value, events); break;
            case State.Escape: StepEscape(value, events); break;
            case State.Csi: StepCsi(value, events); break;
            case State.Ss3: StepSs3(value, events); break;
            case State.Reply: StepReply(value, events); break;
            case State.OldMouse: StepOldMouse(value, events); break;
            case State.LateCsi: StepLateCsi(value, events); break;
            case State.LateReply: StepLateReply(value, events); break;
            case State.LinuxFunctionKey:
                if (value is >= (byte)'A' and <= (byte)'E') AddKey(WithAlt(Key.Of(KeyCode.F1 + value - 'A')), events);
                Reset();
                break;
            default: throw new InvalidOperationException("A paste is not taken byte by byte.");
        }
    }

    void StepGround(byte value, List<TerminalEvent> events)
    {
        int length = value switch { < 0x80 => 1, >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 0 };
        if (value == 0x1B)
        {
            _state = State.Escape;
        }
        else if (length == 1)
        {
            AddKey(WithAlt(KeyDecoder.Control(value)), events);
            Reset();
        }
        else if (length > 1)
        {
            (_state, _expected) = (State.Utf8, length);
            _sequence.Add(value);
        }
        else
        {
            Reset();
        }
    }

    void StepUtf8(byte value, List<TerminalEvent> events)
    {
        if ((value & 0xC0) != 0x80)
        {
            Restart(value, events);
            return;
        }

        _sequence.Add(value);
        if (_sequence.Count < _expected) return;

        Span<byte> bytes = stackalloc byte[4];
        for (int i = 0; i < _expected; i++) bytes[i] = _sequence[i];
        bool isValid = Rune.DecodeFromUtf8(bytes[.._expected], out Rune rune, out _) == System.Buffers.OperationStatus.Done;
        if (isValid && !Rune.IsControl(rune)) AddKey(WithAlt(Key.Of(rune)), events);
        Reset();
    }

    void StepEscape(byte value, List<TerminalEvent> events)
    {
        switch (value)
        {
            case 0x1B when _hasAlt:
                AddKey(Key.Of(KeyCode.Escape), events);
                break;
            case 0x1B:
                _hasAlt = true;
                break;
            case (byte)'[':
                (_state, _expected) = (State.Csi, value);
                break;
            case (byte)'O':
                (_state, _expected) = (State.Ss3, value);
                break;
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X':
                (_state, _expected) = (State.Reply, value);
                break;
            default:
                if (_hasAlt) AddKey(Key.Of(KeyCode.Escape), events);
                _hasAlt = true;
                _state = State.Ground;
                StepGround(value, events);
                break;
        }
    }

    void StepCsi(byte value, List<TerminalEvent> events)
    {
        if (value is < 0x20 or > 0x7E)
        {
            Restart(value, events);
            return;
        }

        if (value == (byte)'[' && _sequence.Count == 0)
        {
            _state = State.LinuxFunctionKey;
            _sequence.Add(value);
            return;
        }

        if (value == (byte)'M' && _sequence.Count == 0)
        {
            _state = State.OldMouse;
            _sequence.Add(value);
            return;
        }

        if (_sequence.Count < MaxReplyBytes) _sequence.Add(value);
        // rxvt ends shifted keys with '$', which elsewhere is an intermediate byte before a 'y'.
        bool isRxvtShift = value == (byte)'$' && _sequence.Count > 1 && char.IsAsciiDigit((char)_sequence[0]);
        if (value < 0x40 && !isRxvtShift) return;

        if (_sequence.Count <= MaxSequenceBytes) EndCsi(events);
        else Reset();
    }

    void EndCsi(List<TerminalEvent> events)
    {
        Span<byte> bytes = stackalloc byte[MaxSequenceBytes];
        for (int i = 0; i < _sequence.Count; i++) bytes[i] = _sequence[i];
        ReadOnlySpan<byte> sequence = bytes[.._sequence.Count];
        bool hasAlt = _hasAlt;
        Reset();
        if (sequence.SequenceEqual("200~"u8))
        {
            _state = State.Paste;
            return;
        }

        if (CsiDecoder.Decode(sequence, hasAlt) is TerminalEvent decoded) events.Add(decoded);
    }

    void StepSs3(byte value, List<TerminalEvent> events)
    {
        // Old terminals put a modifier between: SS3 5 P.
        if (value is >= (byte)'0' and <= (byte)'9' && _sequence.Count < 2)
        {
            _sequence.Add(value);
            return;
        }

        if (value is < 0x20 or > 0x7E)
        {
            Restart(value, events);
            return;
        }

        int modifier = _sequence.Count == 0 ? 1 : _sequence[^1] - '0';
        Key key = KeyDecoder.Ss3(value, KeyDecoder.Modifiers(modifier));
        if (key.Code != KeyCode.None) AddKey(WithAlt(key), events);
        Reset();
    }

    void StepOldMouse(byte value, List<TerminalEvent> events)
    {
        _sequence.Add(value);
        if (_sequence.Count < 4) return;

        if (MouseDecoder.DecodeOld(_sequence[1] - 32, _sequence[2] - 33, _sequence[3] - 33) is MouseInput mouse) events.Add(mouse);
        Reset();
    }

    // OSC, DCS, APC, PM and SOS end with BEL or ESC \.
    void StepReply(byte value, List<TerminalEvent> events)
    {
        if (_isReplyAborting && value != (byte)'\\')
        {
            Reset();
            _state = State.Escape;
            StepEscape(value, events);
            return;
        }

        if (_isReplyAborting || value == 7)
        {
            if (_sequence.Count <= MaxReplyBytes) events.Add(new Reply((char)_expected + Encoding.UTF8.GetString([.. _sequence])));
            Reset();
            return;
        }

        if (value == 0x1B)
        {
            _isReplyAborting = true;
            return;
        }

        if (value is 0x18 or 0x1A) Reset();
        else if (_sequence.Count <= MaxReplyBytes) _sequence.Add(value);
    }

    void StepLateCsi(byte value, List<TerminalEvent> events)
    {
        bool isLate = value is >= 0x20 and <= 0x7E && _late-- > 0;
        if (isLate && value < 0x40) return;

        _state = State.Ground;
        if (!isLate) StepGround(value, events);
    }

    void StepLateReply(byte value, List<TerminalEvent> events)
    {
        bool isLate = value >= 0x20 && _late-- > 0;
        if (isLate) return;

        _state = State.Ground;
        if (value != 7) StepGround(value, events);
    }

    // A byte that cannot be in the sequence: what was collected is dropped, the byte counts anew.
    void Restart(byte value, List<TerminalEvent> events)
    {
        Reset();
        StepGround(value, events);
    }

    void EndPaste(List<TerminalEvent> events)
    {
        events.Add(_paste.Finish());
        Reset();
    }

    Key WithAlt(Key key)
    {
        if (!_hasAlt || key.Code == KeyCode.None) return key;

        KeyModifiers modifiers = key.Modifiers | KeyModifiers.Alt;
        return key.Code == KeyCode.Char ? Key.Of(key.Rune, modifiers) : key with { Modifiers = modifiers };
    }

    static void AddKey(Key key, List<TerminalEvent> events) => events.Add(new KeyPressed(key));

    void Reset()
    {
        _state = State.Ground;
        _hasAlt = false;
        _isReplyAborting = false;
        _sequence.Clear();
    }
}
