"""Sound in files: what is written is read again, and files that are no sound give a message."""

from pathlib import Path

import numpy as np
import pytest

from wlmini.builtins.audio.sound import Audio, read_wave, write_wave
from wlmini.expr import S
from wlmini.session import Session

pytest.importorskip("scipy")
WAVE = Audio(np.array([[0.0, 0.5, -0.5, 0.25], [0.1, -0.1, 0.2, -1.0]]), 8000)


def test_a_written_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    write_wave(str(path), WAVE)
    found = read_wave(str(path))
    assert found.rate == 8000
    assert np.allclose(found.samples, WAVE.samples, atol=1e-4)


@pytest.mark.parametrize("call", ['Audio["{}"]', 'Audio[File["{}"]]'])
def test_audio_reads_files(tmp_path: Path, call: str) -> None:
    path = tmp_path / "tone.wav"
    write_wave(str(path), WAVE)
    session = Session()
    found = session.evaluate_text(call.format(path.as_posix()))
    assert isinstance(found, Audio)
    assert found.samples.shape == (2, 4)


def test_no_sound_gives_a_message(tmp_path: Path) -> None:
    path = tmp_path / "none.wav"
    path.write_bytes(b"no sound at all")
    said: list[str] = []
    session = Session(messenger=said.append)
    found = session.evaluate_text(f'Audio["{path.as_posix()}"]')
    assert found.head is S.Audio
    assert said[0].startswith("Audio::nofile")
