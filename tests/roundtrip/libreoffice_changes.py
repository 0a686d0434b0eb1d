"""LibreOffice as the judge of tracked changes: all taken, all refused, how many there are."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Judge(folder As String)
  Dim found As String
  found = Dir(ConvertFromURL(folder &amp; "/") &amp; "*.docx")
  Do While found &lt;&gt; ""
    One(folder, found, "Accept")
    One(folder, found, "Reject")
    found = Dir()
  Loop
End Sub

Sub One(folder As String, document As String, choice As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim how(0) As New com.sun.star.beans.PropertyValue
  Dim target As String, before As Long, channel As Integer
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  how(0).Name = "FilterName"
  how(0).Value = "MS Word 2007 XML"
  target = folder &amp; "/out/" &amp; choice &amp; "-" &amp; document
  opened = StarDesktop.loadComponentFromURL(folder &amp; "/" &amp; document, "_blank", 0, hidden())
  before = Changes(opened)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  command = ".uno:" &amp; choice &amp; "AllTrackedChanges"
  dispatcher.executeDispatch(opened.CurrentController.Frame, command, "", 0, Array())
  opened.storeToURL(target, how())
  channel = FreeFile
  Open ConvertFromURL(target &amp; ".txt") For Output As #channel
  Print #channel, before &amp; " " &amp; Changes(opened)
  Close #channel
  opened.close(True)
End Sub

Function Changes(opened) As Long
  Dim total As Long
  walker = opened.Redlines.createEnumeration()
  Do While walker.hasMoreElements()
    walker.nextElement()
    total = total + 1
  Loop
  Changes = total
End Function
</script:module>"""


def judged(
    folder: Path, files: Mapping[str, bytes]
) -> dict[str, dict[str, tuple[bytes, int, int]]]:
    """For each file, once all changes are taken and once all are refused: the file, how many
    changes there were, how many are left."""
    soffice = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*soffice, "--terminate_after_init"], check=True, capture_output=True, timeout=300
    )
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "Module1.xba").write_text(_MODULE)  # a profile that is new writes its own
    (folder / "out").mkdir()
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    run = [*soffice, "--norestore", f"macro:///Standard.Module1.Judge(file://{folder})"]
    subprocess.run(run, check=True, capture_output=True, timeout=300)
    return {
        name: {choice: _read(folder / "out" / f"{choice}-{name}.docx") for choice in CHOICES}
        for name in files
    }


CHOICES = ("Accept", "Reject")


def _read(file: Path) -> tuple[bytes, int, int]:
    count, left = file.with_name(f"{file.name}.txt").read_text().split()
    return file.read_bytes(), int(count), int(left)
