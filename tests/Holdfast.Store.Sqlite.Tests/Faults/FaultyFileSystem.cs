using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Holdfast.Store.Sqlite.Tests.Faults;

/// <summary>A file system for SQLite that passes everything on to the real one, but for the calls that a plan lets fail.</summary>
/// <remarks>It is a copy of the real one's table (https://sqlite.org/vfs.html) in which opening a file puts in a copy of that file's table of methods.</remarks>
internal sealed unsafe partial class FaultyFileSystem : IDisposable
{
    // The layout of sqlite3_vfs and sqlite3_io_methods on a 64-bit machine, in pointers.
    private const int VfsName = 3;
    private const int VfsOpen = 5;
    private const int VfsPointers = 22;
    private const int MethodsPointers = 19;
    private const int Read = 2;
    private const int Write = 3;
    private const int Truncate = 4;
    private const int Sync = 5;

    private static readonly ConcurrentDictionary<nint, FaultyFileSystem> s_byVfs = new();
    private static readonly ConcurrentDictionary<nint, (FaultyFileSystem FileSystem, nint Original)> s_byMethods = new();
    private static int s_number;

    private readonly ConcurrentDictionary<nint, nint> _methods = new();
    private readonly nint* _vfs;
    private readonly nint _original;

    public FaultyFileSystem(FaultPlan plan)
    {
        Plan = plan;
        Name = $"faulty-{Interlocked.Increment(ref s_number)}";
        SQLitePCL.Batteries_V2.Init();
        _original = Find(null);
        _vfs = (nint*)NativeMemory.Alloc(VfsPointers, (nuint)sizeof(nint));
        NativeMemory.Copy((void*)_original, _vfs, (nuint)(VfsPointers * sizeof(nint)));
        _vfs[VfsName] = Marshal.StringToCoTaskMemUTF8(Name);
        _vfs[VfsOpen] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)&Open;
        s_byVfs[(nint)_vfs] = this;
        Assert.Equal(0, Register((nint)_vfs, 0));
    }

    public string Name { get; }

    public FaultPlan Plan { get; }

    public void Dispose()
    {
        Assert.Equal(0, Unregister((nint)_vfs));
        s_byVfs.TryRemove((nint)_vfs, out _);
        foreach (var methods in _methods.Values)
        {
            s_byMethods.TryRemove(methods, out _);
            NativeMemory.Free((void*)methods);
        }

        Marshal.FreeCoTaskMem(_vfs[VfsName]);
        NativeMemory.Free(_vfs);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(nint vfs, byte* name, nint file, int flags, int* outFlags)
    {
        var fileSystem = s_byVfs[vfs];
        var original = (nint*)fileSystem._original;
        var code = ((delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)original[VfsOpen])(fileSystem._original, name, file, flags, outFlags);
        if (code == 0)
        {
            *(nint*)file = fileSystem.MethodsFor(*(nint*)file);
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ReadFile(nint file, void* bytes, int count, long offset)
    {
        var (fileSystem, original) = s_byMethods[*(nint*)file];
        var fault = fileSystem.Plan.OnRead();
        return fault != 0 ? fault : ((delegate* unmanaged[Cdecl]<nint, void*, int, long, int>)((nint*)original)[Read])(file, bytes, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int WriteFile(nint file, void* bytes, int count, long offset)
    {
        var (fileSystem, original) = s_byMethods[*(nint*)file];
        var fault = fileSystem.Plan.OnWrite();
        return fault != 0 ? fault : ((delegate* unmanaged[Cdecl]<nint, void*, int, long, int>)((nint*)original)[Write])(file, bytes, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int TruncateFile(nint file, long size)
    {
        var (fileSystem, original) = s_byMethods[*(nint*)file];
        var fault = fileSystem.Plan.OnTruncate();
        return fault != 0 ? fault : ((delegate* unmanaged[Cdecl]<nint, long, int>)((nint*)original)[Truncate])(file, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SyncFile(nint file, int flags)
    {
        var (fileSystem, original) = s_byMethods[*(nint*)file];
        var fault = fileSystem.Plan.OnSync();
        return fault != 0 ? fault : ((delegate* unmanaged[Cdecl]<nint, int, int>)((nint*)original)[Sync])(file, flags);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Find(string? name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(nint vfs, int isDefault);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_unregister")]
    private static partial int Unregister(nint vfs);

    // All files of one kind share a table of methods, so there are only a few copies.
    private nint MethodsFor(nint original) => _methods.GetOrAdd(original, source =>
    {
        var copy = (nint*)NativeMemory.Alloc(MethodsPointers, (nuint)sizeof(nint));
        NativeMemory.Copy((void*)source, copy, (nuint)(MethodsPointers * sizeof(nint)));
        copy[Read] = (nint)(delegate* unmanaged[Cdecl]<nint, void*, int, long, int>)&ReadFile;
        copy[Write] = (nint)(delegate* unmanaged[Cdecl]<nint, void*, int, long, int>)&WriteFile;
        copy[Truncate] = (nint)(delegate* unmanaged[Cdecl]<nint, long, int>)&TruncateFile;
        copy[Sync] = (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&SyncFile;
        s_byMethods[(nint)copy] = (this, source);
        return (nint)copy;
    });
}
