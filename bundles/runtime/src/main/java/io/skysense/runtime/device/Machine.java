// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.device;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.skysense.engine.Torch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/** The devices of this machine. */
final class Machine {

    private final DeviceConfiguration configuration;

    Machine(DeviceConfiguration configuration) {
        this.configuration = configuration;
    }

    /** {@return the CPU; loads nothing native} */
    DeviceLimits cpu() {
        int processors = Runtime.getRuntime().availableProcessors();
        long bytes = configuration.cpu_memory_mib() > 0
                ? configuration.cpu_memory_mib() << 20
                : (long) (memoryBytes() * fraction("cpu.memory.fraction", configuration.cpu_memory_fraction()));
        int leases = configuration.cpu_leases() > 0 ? configuration.cpu_leases() : processors;
        return new DeviceLimits(
                Device.cpu(), cpuName() + ", " + processors + " processors", bytes, leases, Machine::memoryInUse);
    }

    /** {@return the GPUs that PyTorch can use; loads PyTorch only where there is a GPU at all} */
    List<DeviceLimits> gpus() {
        if (CudaUtils.getGpuCount() == 0) {
            return List.of();
        }
        return IntStream.range(0, Torch.engine().getGpuCount())
                .mapToObj(this::gpu)
                .toList();
    }

    private DeviceLimits gpu(int index) {
        Device device = Device.gpu(index);
        String capability = CudaUtils.getComputeCapability(index);
        long bytes = (long) (CudaUtils.getGpuMemory(device).getMax()
                * fraction("gpu.memory.fraction", configuration.gpu_memory_fraction()));
        return new DeviceLimits(
                device,
                "CUDA " + CudaUtils.getCudaVersionString() + " device of compute capability " + capability,
                bytes,
                configuration.gpu_leases(),
                () -> CudaUtils.getGpuMemory(device).getCommitted());
    }

    private static double fraction(String key, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    DeviceConfiguration.PID + ": " + key + ": " + value + " is not above 0 and at most 1");
        }
        return value;
    }

    /** The container's limit where there is one; asked by name, because the interface's package is not in every framework. */
    private static long memoryBytes() {
        try {
            Object bytes = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "TotalMemorySize");
            return (Long) bytes;
        } catch (JMException e) {
            throw new IllegalStateException("this Java platform does not tell the size of the memory", e);
        }
    }

    private static long memoryInUse() {
        long total = kibibytes("MemTotal:");
        long available = kibibytes("MemAvailable:");
        return total < 0 || available < 0 ? -1 : (total - available) << 10;
    }

    private static long kibibytes(String key) {
        String value = line("/proc/meminfo", key).replaceAll("\\D", "");
        return value.isEmpty() ? -1 : Long.parseLong(value);
    }

    private static String cpuName() {
        String line = line("/proc/cpuinfo", "model name");
        String name = line.substring(line.indexOf(':') + 1).strip();
        return name.isEmpty() ? System.getProperty("os.arch") : name;
    }

    /** {@return the first line of a file that begins so; empty where there is no such file} */
    private static String line(String file, String begin) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(l -> l.startsWith(begin)).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
