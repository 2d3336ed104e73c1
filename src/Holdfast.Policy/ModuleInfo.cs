using System.Runtime.CompilerServices;

// Scratch buffers are written before they are read; clearing them would be a good part of a decision's time.
[module: SkipLocalsInit]
