#!/usr/bin/env python3
"""Runs the installed program as `MemoryDenyWriteExecute=yes` does: without-machine-code.py ROOT ORDER

Leaves with 0 when it classifies the order with interpreted patterns, to the same data as with machine code.
Asks the kernel for the ban by prctl(PR_SET_MDWE), which Linux has since 6.3.
"""
import ctypes
import json
import os
import subprocess
import sys

root, order = sys.argv[1:]
PR_SET_MDWE, REFUSE_GAIN = 65, 1


def classify(ban):
    def begin():
        os.chroot(root)
        os.chdir("/")
        if ban and ctypes.CDLL(None, use_errno=True).prctl(PR_SET_MDWE, REFUSE_GAIN, 0, 0, 0) != 0:
            os._exit(99)

    line = subprocess.run(["/usr/bin/suqiu", "classify", "--cloudevents", "--rules", "/etc/suqiu/rules", order],
                          preexec_fn=begin, check=True, capture_output=True, text=True).stdout
    return json.loads(line)


free, banned = classify(False), classify(True)
print(free["suqiuengine"], banned["suqiuengine"])
sys.exit(0 if (free["suqiuengine"], banned["suqiuengine"]) == ("jit", "interpreter")
         and free["data"] == banned["data"] else 1)
